import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { coloursFor } from "../../src/colours.ts";
import { printable } from "../../src/printable.ts";
import { makeFolder } from "../support/folder.ts";

const PROGRAM = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));

test("a reader that closes the pipe early is not an error", async () => {
  const child = spawn(process.execPath, [PROGRAM, "explain"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("the output is complete if the pipe does not wait for its reader", async () => {
  const description = "word ".repeat(200_000);
  const document = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Long", version: "1", description },
    paths: {},
  });
  const cwd = await makeFolder({ "api.json": document });
  const reader = spawn(process.execPath, ["-e", "process.stdin.pipe(process.stdout)"]);
  // This end of the pipe belongs to this process, whose pipes do not wait.
  const parameters = [PROGRAM, "bundle", "--spec", "api.json"];
  const child = spawn(process.execPath, parameters, { cwd, stdio: ["ignore", reader.stdin, "pipe"] });
  const read = text(reader.stdout);
  const [stderr, [code]] = await Promise.all([text(child.stderr ?? process.stdin), once(child, "close")]);
  reader.stdin.end();
  expect(stderr).not.toContain("EAGAIN");
  expect(code).toBe(0);
  expect(JSON.parse(await read)).toMatchObject({ info: { description } });
});

// A shell limits the size of files, as a full disk does.
test.skipIf(process.platform === "win32")("says that the output cannot be written to a file", async () => {
  const cwd = await makeFolder({});
  const limited = `ulimit -f 1; trap "" XFSZ; exec "$0" "$@" > out`;
  const parameters = ["-c", limited, process.execPath, PROGRAM, "explain"];
  const { stderr, status } = spawnSync("sh", parameters, { cwd, encoding: "utf8" });
  expect(stderr).toMatch(/^standard output cannot be written: EFBIG.*\n$/);
  expect(status).toBe(1);
});

test.skipIf(!existsSync("/dev/full"))("says that the output cannot be written to a device", async () => {
  const parameters = ["-c", `exec "$0" "$@" > /dev/full`, process.execPath, PROGRAM, "explain"];
  const { stderr, status } = spawnSync("sh", parameters, { encoding: "utf8" });
  expect(stderr).toMatch(/^standard output cannot be written: ENOSPC.*\n$/);
  expect(status).toBe(1);
});

const LATIN = "a\u00e9 \u2713\t\n";

test("control characters are escaped, but not the styles of a terminal", () => {
  const styled = coloursFor(true).red("bad");
  expect(printable(`${LATIN}\u001b]0;title\u0007\r\u009b2J\u202e\u007f`)).toBe(
    `${LATIN}\\u001b]0;title\\u0007\\u000d\\u009b2J\\u202e\\u007f`,
  );
  expect(printable(`${styled}\u001b[8m\u001b[2J`, true)).toBe(`${styled}\\u001b[8m\\u001b[2J`);
  expect(printable(styled)).toBe("\\u001b[31mbad\\u001b[39m");
  for (const paint of Object.values(coloursFor(true)))
    if (typeof paint === "function") expect(printable(paint("x"), true)).toBe(paint("x"));
});

test("a message cannot control the terminal", async () => {
  const cwd = await makeFolder({
    "sdk.config.json": '{ "documents": ["\\u001b]0;title\\u0007.yaml"], "output": "." }',
  });
  const { stderr, status } = spawnSync(process.execPath, [PROGRAM, "generate"], { cwd, encoding: "utf8" });
  expect(stderr).toContain("\\u001b]0;title\\u0007.yaml");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the test is about them.
  expect(stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  expect(status).toBe(1);
});

const HAS_SCRIPT = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

test.skipIf(!HAS_SCRIPT)(
  "a document cannot style text in a terminal, in which the program uses colours",
  async () => {
    const cwd = await makeFolder({
      "api.json": JSON.stringify({
        openapi: "3.1.0",
        info: { title: "Shop", version: "1" },
        paths: { "\u001b[32mx": {} },
      }),
    });
    const command = `'${process.execPath}' '${PROGRAM}' lint --spec api.json`;
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], { cwd, encoding: "utf8" });
    expect(stdout).toContain("\u001b[33mwarning\u001b[39m");
    expect(stdout).toContain("\\u001b[32mx");
    expect(stdout).not.toContain("\u001b[32m");
  },
);
