// Runs in Node, Bun and Deno: with the addresses of a server and of nobody.
import process from "node:process";
import { collectErrors } from "./errors.ts";

const [, , url = "", closedUrl = ""] = process.argv;
console.log(JSON.stringify(await collectErrors({ url, closedUrl })));
