export * from "./backup.js";
