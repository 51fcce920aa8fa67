import { dirname } from "node:path";
import { asWritten, type ResolvedConfig } from "../config/index.ts";
import type { PackagedChange } from "../diff/index.ts";
import { planPackages, printPlanned } from "../generate.ts";
import { recordIn } from "../record/index.ts";
import {
  areDeclaredAlike,
  exportSurfaceOf,
  generatorChanges,
  type PackageState,
  releasedMap,
  type Snapshot,
} from "../release/index.ts";
import { type NamesRecord, type ReadVersion, readVersion } from "./api-version.ts";
import type { CommandContext } from "./command.ts";

/** The last release: its record, and the file of the record. */
export interface LastRelease {
  readonly snapshot: Snapshot;
  readonly file: string;
}

/** The API as of the last release, read by this generator. */
export async function releasedVersion(
  { snapshot, file }: LastRelease,
  config: ResolvedConfig,
  context: CommandContext,
): Promise<ReadVersion> {
  const before = await readVersion(file, configOf(snapshot, config), context, {
    names: namesOf(snapshot, file),
  });
  // A snapshot does not record the additions of features to packages.
  const { features = {} } = before.packages;
  return { ...before, packages: { ...releasedMap(snapshot), features } };
}

/**
 * The differences between the declarations of the released packages and those that the released document has today. The document is
 * the same, so they are due to the generator or the configuration.
 *
 * @param states The current packages. If their declarations match the released ones, nothing is generated again.
 */
export async function changesOfGenerator(
  { snapshot, file }: LastRelease,
  states: readonly PackageState[],
  after: ReadVersion,
  config: ResolvedConfig,
): Promise<readonly PackagedChange[]> {
  if (areDeclaredAlike(snapshot, states)) return [];
  const released = { ...configOf(snapshot, config), documents: [file], directory: dirname(file) };
  const planned = await planPackages({ config: released, names: namesOf(snapshot, file) });
  // The configuration may name parts of only the new document, so problems with the old packages are ignored.
  const { files } = await printPlanned(planned, { config: released });
  const expected = new Map(planned.packages.map((own) => [own.folder, exportSurfaceOf(own, files)]));
  return generatorChanges(snapshot, expected, after);
}

/** The snapshot includes the overlays and the configuration, and packages with this type of 64-bit integers. */
function configOf({ int64 }: Snapshot, config: ResolvedConfig): ResolvedConfig {
  return { ...asWritten(config), int64: int64 ?? "number" };
}

function namesOf({ names = [] }: Snapshot, file: string): NamesRecord {
  return recordIn(names.join("\n"), file);
}
