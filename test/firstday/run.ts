// `pnpm test:firstday`: what a new user does on the first day, with the packages from a registry. Prints what there is to read, and how long the
// machine takes.
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publishPackages } from "../examples/support/published.ts";
import { spendFirstDay } from "./day.ts";
import { renderDay } from "./report.ts";

const folder = await realpath(await mkdtemp(join(tmpdir(), "firstday-")));
try {
  const [published, project] = [join(folder, "published"), join(folder, "project")];
  await mkdir(published);
  await mkdir(project);
  const registry = await publishPackages(published);
  try {
    console.log(renderDay(await spendFirstDay(project, registry.url)));
  } finally {
    await registry.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
