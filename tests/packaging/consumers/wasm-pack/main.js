import init, {
  CredentialError,
  exportCredentials,
  readCredentials,
  recoverCredentials,
  saveCredentials,
} from "./node_modules/stark-credentials/stark_credentials.js";

await init();
const recovered = await recoverCredentials(window.ethereum);
saveCredentials(recovered);
const [stored] = readCredentials().credentials();
try {
  exportCredentials([], "json");
} catch (error) {
  if (!(error instanceof CredentialError)) throw error;
  document.title = `${error.code}: ${error.message}`;
}
document.body.textContent = exportCredentials([stored], "json").text;
