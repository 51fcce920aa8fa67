// Runs in Node, Bun and Deno. Parameters: the URL of a server, and the names of its truncated responses.
import process from "node:process";
import { readBodies } from "./bodies.ts";

const [, , url = "", ...cuts] = process.argv;
console.log(JSON.stringify(await readBodies(url, cuts)));
