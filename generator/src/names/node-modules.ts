/**
 * True if Node has a module of this name. An import of a package with the same name gets that module, and npm does not accept such a package.
 * The list is not that of the running Node, so that all versions generate the same.
 */
export function isNodeModule(name: string): boolean {
  return NODE_MODULES.has(name);
}

const NODE_MODULES = new Set([
  ...["assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto"],
  ...["dgram", "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector"],
  ...["module", "net", "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl"],
  ...["stream", "string_decoder", "sys", "timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm"],
  ...["wasi", "worker_threads", "zlib"],
]);
