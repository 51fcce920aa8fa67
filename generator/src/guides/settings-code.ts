import { REDIS_PACKAGE, RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";
import { clientVariable } from "../printer/call-text.ts";
import { stringLiteral } from "../printer/literals.ts";
import { lines } from "./lines.ts";
import type { ClientPackage } from "./shown-calls.ts";

/** The state of the limits, and the monthly quota if the API has one. Undefined if it has no limit. */
export function limits(model: ClientPackage): string | undefined {
  const { api, client, name } = model;
  const variable = clientVariable(client);
  const [plan] = Object.entries(api.quota?.plans ?? {}).flatMap(([each, limit]) =>
    limit === null ? [] : [each],
  );
  if (plan === undefined) return api.rateLimit && `console.log(${variable}.rateLimit.state());`;
  return lines(
    `import { ${client} } from ${stringLiteral(name)};`,
    "",
    `const counted = new ${client}({ quota: { plan: ${stringLiteral(plan)}, warnAt: [0.8] } });`,
    `console.log(${api.rateLimit === undefined ? "" : "counted.rateLimit.state(), "}counted.quota.state());`,
  );
}

/** One rate limit for several processes. Undefined if the API has none, or if the package has another runtime than the limiter. */
export function sharedLimit({ api, client, name, runtime }: ClientPackage): string | undefined {
  if (api.rateLimit === undefined || runtime.module !== RUNTIME_PACKAGE) return undefined;
  return lines(
    `import { redisRateLimit } from ${stringLiteral(REDIS_PACKAGE)};`,
    `import { ${client} } from ${stringLiteral(name)};`,
    'import { Redis } from "ioredis";',
    "",
    'const limiter = redisRateLimit(new Redis("redis://localhost:6379"));',
    `const sharing = new ${client}({ rateLimit: { limiter } });`,
  );
}

/** Spans and metrics. Undefined if the package contains a runtime without them. */
export function telemetry({ client, name, runtime }: ClientPackage): string | undefined {
  if (runtime.kind === "bundled" && !runtime.entries.includes("otel")) return undefined;
  return lines(
    `import { openTelemetry } from ${stringLiteral(`${runtime.module}/otel`)};`,
    'import { metrics, trace } from "@opentelemetry/api";',
    `import { ${client} } from ${stringLiteral(name)};`,
    "",
    `const traced = new ${client}(openTelemetry({ trace, metrics }));`,
  );
}

/** The npm packages that programs with OpenTelemetry import, besides that of the API. */
export function telemetryPackages({ runtime }: ClientPackage): string {
  return [...(runtime.kind === "bundled" ? [] : [runtime.module]), "@opentelemetry/api"].join(" ");
}

/** A client that reports waits, refusals and retries. */
export function observed({ client, name }: ClientPackage): string {
  return lines(
    `import { ${client} } from ${stringLiteral(name)};`,
    "",
    `const observed = new ${client}({ onEvent: (event) => console.log(event.kind, event.operation) });`,
  );
}
