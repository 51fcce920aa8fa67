import { join } from "node:path";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { root } from "./workspace.ts";

/** Starts the mock of the API with the Node that runs the tests. It ends with this process at the latest. */
export function startMockProcess(): Promise<ServerProcess> {
  const program = join(root, "packages", "mock", "bin", "copilot-sdk-mock.js");
  const document = join(root, ".wire", "openapi.json");
  return startServerProcess(process.execPath, [program, "--json", "--document", document, "--port", "0"], {
    cwd: root,
  });
}
