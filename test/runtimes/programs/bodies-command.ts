// Runs in Node, Bun and Deno: with the address of a server and the names of its responses that break off.
import process from "node:process";
import { readBodies } from "./bodies.ts";

const [, , url = "", ...cuts] = process.argv;
console.log(JSON.stringify(await readBodies(url, cuts)));
