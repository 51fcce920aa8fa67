import { join, resolve } from "node:path";
import { succeed } from "../../../test/support/run.ts";
import { SITE_FOLDER } from "../../src/site.ts";

/** The folder of the built site. */
export const built: string = join(SITE_FOLDER, "dist");

/** The folder of the repository. */
export const repository: string = resolve(SITE_FOLDER, "..");

/** Builds the site before the tests. In a task of turbo, that was a task before. */
export default async function setup(): Promise<void> {
  if (process.env.TURBO_HASH !== undefined) return;
  await succeed(process.execPath, ["src/bin.ts", "build"], { cwd: SITE_FOLDER, timeout: 500_000 });
}
