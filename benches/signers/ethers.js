// ethers hashes the message and recovers.
import { verifyTypedData } from "ethers";
import { domain, message, types } from "./message.js";

export const name = "ethers, verifyTypedData";

/** @param {string} signature */
export const recover = (signature) => verifyTypedData(domain, types, message, signature);
