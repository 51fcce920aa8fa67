// Runs in workerd.
import { readSessions } from "./sessions.ts";

export default { fetch: async (): Promise<Response> => Response.json(await readSessions()) };
