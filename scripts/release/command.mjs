// The command line of `pnpm release`: raises versions, publishes, or both.

import { Argument, Command, CommanderError } from "commander";
import { readChanges, requireCleanTree } from "./git.mjs";
import { connect, publish } from "./publish.mjs";
import { ReleaseError } from "./release-error.mjs";
import { Report } from "./report.mjs";
import { commitVersions, raiseVersions } from "./version.mjs";

/**
 * @typedef {object} Options
 * @property {boolean} dryRun
 * @property {boolean} json
 * @property {string} [registry]
 * @property {string} [otp]
 * @property {boolean} [provenance]
 */

const steps = { version: raiseVersions, publish: onlyPublish, both: versionAndPublish };

const program = new Command("pnpm release")
  .description(
    "Raises the versions according to the changesets, commits them, and publishes the\nversions that the registry does not have yet. The same command resumes an interrupted release.",
  )
  .addArgument(
    new Argument("[step]", "version: only raise the versions, for review; publish: only publish")
      .choices(["version", "publish"])
      .default("both"),
  )
  .option("--dry-run", "show what would happen, without changing or uploading anything", false)
  .option("--json", "report as JSON on standard output", false)
  .option("--registry <url>", "registry to publish to (default: the one configured in pnpm)")
  .option("--otp <code>", "one-time password, for accounts with two-factor authentication")
  .option("--provenance", "publish with provenance (default: in CI with an ID token, over https)")
  .option("--no-provenance", "publish without provenance")
  .exitOverride()
  .showHelpAfterError()
  .action(async (step, options) => {
    process.exitCode = await release(steps[step], options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

/** Runs the release and reports the result. Returns the exit code. */
async function release(step, options) {
  const report = new Report(options);
  try {
    await step(options, report);
    report.succeed();
    return 0;
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    report.fail(error);
    return 1;
  }
}

async function onlyPublish(options, report) {
  await publish(options, report, await connect(options, report));
}

/** Finds what a registry would reject before anything is changed. */
async function versionAndPublish(options, report) {
  await requireCleanTree();
  const registry = await connect(options, report);
  const raised = await raiseVersions(options, report);
  if (options.dryRun && raised.length > 0) {
    return report.note("These versions would be committed and published.");
  }
  if ((await readChanges()) !== "") await report.step("commit the versions", () => commitVersions(raised));
  await publish(options, report, registry);
}
