// Runs in Node, Bun and Deno.
import { readSessions } from "./sessions.ts";

console.log(JSON.stringify(await readSessions()));
