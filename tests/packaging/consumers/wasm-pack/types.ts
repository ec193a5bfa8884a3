import init, {
  CredentialError,
  exportCredentials,
  recoverCredentials,
  signatureRequest,
  type ErrorCode,
  type Eip1193Provider,
} from "stark-credentials";

declare const provider: Eip1193Provider;

await init();
using credentials = await recoverCredentials(provider);
exportCredentials([credentials], "json").text.length;
// @ts-expect-error no such action
signatureRequest({ action: "starkkey" });

declare const error: CredentialError;
const code: ErrorCode = error.code;
// @ts-expect-error no such code
code === "NO_SUCH_CODE";
