#!/usr/bin/env node
// `pnpm registry`: an empty registry on this machine, to test a release. It uses no other registry, accepts only the packages
// of this workspace and those of `--accept`, and deletes everything when it ends.

import { once } from "node:events";
import { fstatSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runServer } from "verdaccio";
import { bold, cyan, dim } from "./terminal.mjs";

/** A user who may publish, and one who may not. */
const users = ["maintainer", "reader"];

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    port: { type: "string", default: "0" },
    // The path of the registry behind a proxy.
    prefix: { type: "string", default: "" },
    // Packages that it accepts besides those of this workspace: `@acme/*`.
    accept: { type: "string", multiple: true, default: [] },
  },
});

const folder = await mkdtemp(join(tmpdir(), "copilot-sdk-registry-"));
const server = (await runServer(configuration(folder))).listen(Number(values.port), "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}/`;
const tokens = {};
for (const name of users) tokens[name] = await logIn(name);
if (values.json) console.log(JSON.stringify({ url, tokens }));
else await explain();

// A program that started the registry ends it by closing its standard input. For people, whose shell may have none, it runs until Ctrl+C.
if (values.json && !fstatSync(0).isCharacterDevice()) process.stdin.resume().once("end", stop);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);

function configuration(self) {
  const open = { access: "$all", publish: "maintainer" };
  return {
    // Verdaccio puts the accounts beside this file, which need not exist.
    self_path: join(self, "config.yaml"),
    storage: join(self, "storage"),
    auth: { htpasswd: { file: join(self, "htpasswd"), algorithm: "sha1" } },
    packages: Object.fromEntries(
      ["@copilot-sdk/*", "copilot-sdk", ...values.accept].map((pattern) => [pattern, open]),
    ),
    uplinks: {},
    web: { enable: false },
    ...(values.prefix !== "" && { url_prefix: values.prefix }),
    log: { type: "stdout", format: "json", level: "fatal" },
  };
}

/** Creates an account and returns its token. Concurrent calls would overwrite each other's account. */
async function logIn(name) {
  const response = await fetch(`${url}-/user/org.couchdb.user:${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, password: crypto.randomUUID() }),
  });
  if (!response.ok)
    throw new Error(`The registry made no account: ${response.status} ${await response.text()}`);
  return (await response.json()).token;
}

async function explain() {
  const file = join(folder, "token");
  await writeFile(file, tokens.maintainer, { mode: 0o600 });
  console.log(`\n  ${bold("A registry on this machine, until Ctrl+C:")} ${cyan(url)}\n`);
  console.log(dim("  In another terminal, in a clone, so that no commit and no tag stays here:\n"));
  console.log(`      git clone . /tmp/try-a-release && cd /tmp/try-a-release`);
  console.log(`      export NPM_TOKEN=$(cat ${file})`);
  console.log(`      npm run release -- --registry ${url}\n`);
}

async function stop() {
  process.stdin.destroy();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
  if (!values.json) console.log("  The registry ended, and its packages are deleted.\n");
  process.exit();
}
