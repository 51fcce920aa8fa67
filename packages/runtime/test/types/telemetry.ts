// Compiled, never run: the subpaths, and handwritten telemetry that satisfies their types.
import { ApiClient, type CallEvent } from "@copilot-sdk/runtime";
import { observeClient, openTelemetry } from "@copilot-sdk/runtime/otel";
import { type Shapes, watchUnknown } from "@copilot-sdk/runtime/unknown";

const api = { name: "Shop", baseURL: "https://shop.test", environment: "SHOP" };
const shapes: Shapes = { operations: { list: { kind: "array", items: "Item" } }, types: {} };
const span = {
  setAttribute: (_name: string, _value: string | number) => span,
  setStatus: () => span,
  end() {},
};
const trace = { getTracer: (_name: string) => ({ startSpan: (_span: string) => span }) };

export const client = new ApiClient(api, {
  ...openTelemetry({ trace }),
  ...watchUnknown(shapes, ({ kind, path, value }) => {
    const isEnum: "enum" | "variant" = kind;
    const text: string = `${path} ${value} ${isEnum}`;
    return text;
  }),
});

export function told(event: CallEvent): number {
  switch (event.kind) {
    case "queued":
      return event.waited;
    case "refused":
      return event.cause === "quota" ? 0 : event.pause;
    case "retry":
      return event.status === "connection" ? 0 : event.status;
  }
}

export const stop: (metrics: Parameters<typeof observeClient>[0]) => () => void = (metrics) =>
  observeClient(metrics, client);

// @ts-expect-error a shape of a kind that there is not
export const wrong: Shapes = { operations: { list: { kind: "tuple" } }, types: {} };
// @ts-expect-error no tracer
openTelemetry({ trace: {} });
