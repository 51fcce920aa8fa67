import { describe, expect, test } from "vitest";
import { generateFrom } from "./support/generate.ts";

const HEAD = `openapi: 3.1.0
info: { title: Parcels API, version: 1.0.0 }
x-webhook-signature: { header: X-Signature }
`;

/** An event whose \`kind\` has the given value and whose \`source\` is the same in all events. */
function eventWith(name: string, kind: string): string {
  return `  ${name}:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              title: ${name}
              required: [source, kind]
              properties: { source: { const: depot }, kind: { const: ${kind} } }
      responses: { "204": { description: Done. } }
`;
}

async function eventsOf(...events: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const document = `${HEAD}webhooks:\n${events.join("")}`;
  const webhooks = { folder: "events", description: "Events of parcels." };
  const { files } = await generateFrom({ "parcels.yaml": document }, { packages: {}, webhooks });
  return files;
}

describe("the events of a document", () => {
  test("are discriminated by the property with a different constant in each of them", async () => {
    const files = await eventsOf(
      eventWith("parcelSent", "parcel.sent"),
      eventWith("parcelLost", "parcel.lost"),
    );
    const events = files.get("events/src/events.ts");
    expect(events).toContain(
      'export type WebhookEvent =\n  | KnownWebhookEvent\n  | (UnrecognizedVariant<"kind"> & Partial<Pick<ParcelLostEvent, "source">>);',
    );
    expect(events).toContain('export type KnownWebhookEventType =\n  | "parcel.lost"\n  | "parcel.sent";');
    expect(files.get("events/src/receiver.ts")).toContain('new WebhookReceiver<WebhookEvent, "kind">');
  });

  test("can be received if there is only one", async () => {
    const files = await eventsOf(eventWith("parcelSent", "parcel.sent"));
    expect(files.has("events/src/receiver.ts")).toBe(true);
  });

  test("have the names of the webhooks, and no receiver, if two of them share their constants", async () => {
    const files = await eventsOf(eventWith("parcelSent", "parcel"), eventWith("parcelLost", "parcel"));
    const events = files.get("events/src/events.ts");
    expect(events).toContain("export type WebhookEvent = KnownWebhookEvent;");
    expect(events).toContain('export type KnownWebhookEventType =\n  | "parcelLost"\n  | "parcelSent";');
    expect(files.has("events/src/receiver.ts")).toBe(false);
  });
});

describe("without a package of their own", () => {
  const event = eventWith("parcelSent", "parcel.sent");
  const document = `${HEAD}webhooks:\n${event}paths:
  /parcels:
    post:
      operationId: sendParcel
      tags: [parcels]
      responses: { "204": { description: Done. } }
      callbacks:
        sent: { "{$request.query.url}": { post: { requestBody: { content: { application/json: { schema: { type: object, properties: { at: { type: string } } } } } } } } }
  /depots:
    get: { operationId: listDepots, tags: [depots], responses: { "204": { description: Done. } } }
`;
  const packageOf = (...resources: readonly string[]) => ({
    client: "Client",
    description: "Parcels.",
    resources,
  });

  test("the events are in the only package", async () => {
    const packages = { all: packageOf("parcels", "depots") };
    const { files, diagnostics } = await generateFrom({ "parcels.yaml": document }, { packages });
    expect(files.get("all/src/webhooks.ts")).toContain("export type WebhookEvent =");
    expect(files.get("all/package.json")).toContain('"./receiver"');
    expect(diagnostics.map(({ code }) => code)).toEqual([]);
  });

  test("of several packages none has the events, with a warning, and callbacks are where their operations are", async () => {
    const packages = {
      parcels: packageOf("parcels"),
      depots: { ...packageOf("depots"), client: "DepotsClient" },
    };
    const umbrella = { folder: "all", client: "All", description: "All." };
    const { files, diagnostics } = await generateFrom({ "parcels.yaml": document }, { packages, umbrella });
    expect(diagnostics.map(({ code }) => code)).toEqual(["events-without-package"]);
    expect([...files.keys()].filter((path) => /webhooks|callbacks|receiver/.test(path))).toEqual([
      "parcels/src/callbacks.ts",
    ]);
    expect(files.get("all/src/index.ts")).toContain("type SendParcelSentCallback");
  });
});
