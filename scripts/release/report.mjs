// The output of a release: steps and tables for people, or JSON for programs.

import { bold, cyan, dim, green, red, step } from "../terminal.mjs";

/**
 * @typedef {object} Raised A package with a new version.
 * @property {string} name
 * @property {string} from
 * @property {string} to
 *
 * @typedef {"published" | "resumed" | "unchanged" | "to publish" | "not published"} State Outcome for a package: it was published,
 * it was found in the registry with the same content and without its tag, its version was released before, it would be published,
 * or the release stopped before it was.
 */

export class Report {
  #isJson;
  #notes = [];
  #facts;

  /** @param {{ json: boolean, dryRun: boolean }} options */
  constructor({ json, dryRun }) {
    this.#isJson = json;
    this.#facts = { dryRun, notes: this.#notes };
  }

  /** Runs and reports a step. @see step */
  step(title, work, describe) {
    return this.#isJson ? work() : step(title, work, describe);
  }

  /** @param {readonly Raised[]} raised */
  versions(raised) {
    this.#facts.versions = raised;
    if (this.#isJson) return;
    if (raised.length === 0) console.log(`\n  No changeset requires a new version.\n`);
    else this.#table(raised.map(({ name, from, to }) => [name, `${dim(from)} → ${green(to)}`]));
  }

  /** @param {string} registry @param {readonly { name: string, version: string, state: State }[]} packages */
  packages(registry, packages) {
    this.#facts.registry = registry;
    this.#facts.packages = packages.map(({ name, version, state }) => ({ name, version, state }));
    if (this.#isJson) return;
    if (this.#facts.dryRun)
      this.#table(packages.map((each) => [each.name, `${each.version.padEnd(9)}${paint(each.state)}`]));
    const states = [...new Set(packages.map(({ state }) => state))];
    const count = (state) => packages.filter((each) => each.state === state).length;
    console.log(
      `\n  ${states.map((state) => `${count(state)} ${paint(state)}`).join(", ")}  ${dim(registry)}\n`,
    );
  }

  /** Prints what to do next, or what was skipped. */
  note(text) {
    this.#notes.push(text);
    if (!this.#isJson) console.log(`  ${text}`);
  }

  /** Ends the report of a successful release. */
  succeed() {
    if (this.#isJson) this.#print(true);
  }

  /** Ends the report of a failed release. @param {import("./release-error.mjs").ReleaseError} error */
  fail({ message, advice, details }) {
    if (this.#isJson) {
      this.#facts.problem = { message, advice, details };
      return this.#print(false);
    }
    if (details !== "") console.error(`\n${details.replace(/^/gm, "    ")}`);
    console.error(`\n  ${red("✗")} ${bold(message)}\n    ${advice.replaceAll("\n", "\n    ")}\n`);
  }

  #table(rows) {
    const width = Math.max(...rows.map(([name]) => name.length)) + 2;
    console.log(`\n${rows.map(([name, text]) => `      ${name.padEnd(width)}${text}`).join("\n")}\n`);
  }

  #print(ok) {
    console.log(JSON.stringify({ ok, ...this.#facts }, undefined, 2));
  }
}

/** @param {State} state */
function paint(state) {
  const colours = { published: green, resumed: green, "to publish": cyan, "not published": red };
  return (colours[state] ?? dim)(state);
}
