import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { inc } from "semver";
import { type PackageState, type ReleasedPackage, snapshotText } from "../../src/release/index.ts";
import { type Files, makeFolder, readText } from "./folder.ts";
import { git, makeRepository } from "./git.ts";
import type { ProgramResult } from "./program.ts";
import { runHere } from "./run-here.ts";

const CONFIG = `export default {
  documents: ["api.yaml"],
  output: "../packages",
  scope: "@shop",
  packages: {
    people: { client: "PeopleClient", description: "People.", resources: ["people"] },
    sales: { client: "SalesClient", description: "Sales.", resources: ["orders"] },
  },
  umbrella: { folder: "all", client: "Shop", description: "Everything." },
  manifest: { repository: "https://github.com/shop/sdk" },
  release: { snapshot: "released.json", changesets: "../.changeset" },
};
`;

/** An API with two packages and an umbrella, as of its release. */
export const API = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.test" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses:
        "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
  /people:
    get:
      operationId: listPeople
      tags: [people]
      responses: { "204": { description: Done. } }
components:
  schemas:
    Order:
      type: object
      properties:
        id: { type: string }
        status: { type: string, enum: [open, paid] }
`;

/** The files after the first release. They are cached, because creating them takes seconds. */
let released: Files | undefined;

/**
 * Raises versions and removes changesets, as `changeset version` does.
 *
 * @param packages The folder of the packages in the repository.
 */
export async function raiseVersions(folder: string, packages: string): Promise<void> {
  const changesets = join(folder, ".changeset");
  for (const file of await readdir(changesets)) {
    const [, name = "", bump = ""] = /^"(.*)": (\w+)/m.exec(await readText(changesets, file)) ?? [];
    const path = join(folder, packages, name.slice(name.indexOf("/") + 1), "package.json");
    const manifest = JSON.parse(await readFile(path, "utf8")) as { readonly version: string };
    const version = inc(manifest.version, bump as "major");
    await writeFile(path, JSON.stringify({ ...manifest, version }));
    await rm(join(changesets, file));
  }
}

/** A repository in which packages are released step by step. */
export class ReleaseFolder {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Creates a folder without releases. */
  static async make(): Promise<ReleaseFolder> {
    return new ReleaseFolder(await makeFolder({ "spec/sdk.config.ts": CONFIG, "spec/api.yaml": API }));
  }

  /** Creates a folder in which all packages were released as 1.0.0. */
  static async makeReleased(): Promise<ReleaseFolder> {
    released ??= await (await ReleaseFolder.#release()).#files();
    return new ReleaseFolder(await makeFolder(released));
  }

  static async #release(): Promise<ReleaseFolder> {
    const folder = await ReleaseFolder.make();
    await folder.run("generate");
    await folder.run("release");
    await folder.version();
    await folder.run("release");
    return folder;
  }

  run(...parameters: readonly string[]): Promise<ProgramResult> {
    return runHere(parameters, this.folder);
  }

  /** Replaces a string in the document. */
  async edit(text: string, by: string): Promise<void> {
    const document = await this.read("spec/api.yaml");
    if (!document.includes(text)) throw new Error(`the document has no ${text}`);
    await this.write("spec/api.yaml", document.replace(text, by));
  }

  /** Replaces strings in what the snapshot says that a package declares, as if another generator had declared it. */
  async declared(
    folder: string,
    ...replaced: readonly (readonly [text: string, by: string])[]
  ): Promise<void> {
    await this.#rewriteSnapshot(folder, ({ declarations, ...own }) => {
      let text = JSON.stringify(declarations);
      for (const [old, by] of replaced) {
        if (!text.includes(old)) throw new Error(`${text} has no ${old}`);
        text = text.replaceAll(old, by);
      }
      return { ...own, declarations: JSON.parse(text) };
    });
  }

  /** Removes from the snapshot what a package declares, as if a generator without that record had written it. */
  async undeclared(folder: string): Promise<void> {
    await this.#rewriteSnapshot(folder, ({ declarations: _, ...own }) => own);
  }

  async #rewriteSnapshot(folder: string, rewrite: (own: ReleasedPackage) => ReleasedPackage): Promise<void> {
    const { "x-release": record, ...document } = JSON.parse(await this.read("spec/released.json"));
    const packages = { ...record.packages, [folder]: rewrite(record.packages[folder]) };
    const states = Object.entries(packages).map(([name, own]) => ({
      ...(own as PackageState),
      folder: name,
    }));
    const names = record.names.join("\n");
    await this.write("spec/released.json", snapshotText(document, states, { int64: record.int64, names }));
  }

  /** Raises versions and removes changesets, as `changeset version` does. */
  async version(): Promise<void> {
    await raiseVersions(this.folder, "packages");
  }

  async changesets(): Promise<readonly string[]> {
    return (await readdir(join(this.folder, ".changeset")).catch(() => [])).sort();
  }

  /** Makes the folder a repository with a tag. */
  tag(name: string): void {
    makeRepository(this.folder, "spec");
    git(this.folder, "tag", name);
  }

  async #files(): Promise<Files> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)));
    return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await this.read(path)])));
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), "utf8");
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), text);
  }

  remove(path: string): Promise<void> {
    return rm(join(this.folder, path));
  }
}
