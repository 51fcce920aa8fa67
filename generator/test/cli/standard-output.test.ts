import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
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
