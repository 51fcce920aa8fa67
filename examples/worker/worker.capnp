# Runs the worker with workerd alone. The values of the bindings come from the environment.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "dist/worker.js")],
      compatibilityDate = "2026-11-01",
      bindings = [
        (name = "COPILOT_API_KEY", fromEnvironment = "COPILOT_API_KEY"),
        (name = "COPILOT_BASE_URL", fromEnvironment = "COPILOT_BASE_URL"),
        (name = "COPILOT_WEBHOOK_SECRET", fromEnvironment = "COPILOT_WEBHOOK_SECRET"),
      ],
    )),
    (name = "internet", network = (allow = ["private", "public"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "main")],
);
