import { asList, asObject, type Json, type JsonObject, objectAt } from "../../document/json.ts";
import { operationsOf } from "../../document/operations.ts";
import { resolve } from "../../document/unions.ts";
import type { MutationKind } from "../mutation.ts";
import { markOf, newSchema } from "./new-schemas.ts";

/** Adds an event for each existing one, with the same data or new data. */
export const newEvent: MutationKind = {
  name: "event",
  title: "type of event",
  places: ({ document }) =>
    operationsOf(document)
      .filter(({ isEvent }) => isEvent)
      .map(({ pointer, path }) => ({ pointer, title: path })),
  apply: ({ document }, mutation) => {
    const mark = markOf(mutation);
    const eventType = `${mutation.place.title.split(".")[0]}.${mark}`;
    const own: JsonObject = {
      type: "object",
      properties: { [mark]: newSchema(mutation.form, mark).schema },
    };
    const known = dataOf(document, objectAt(document, mutation.place.pointer));
    const data = mutation.form % 2 === 0 ? own : structuredClone(known ?? own);
    const properties = { eventType: { type: "string", const: eventType }, data };
    const schema = { type: "object", required: ["eventType", "data"], properties };
    objectAt(document, "/webhooks")[eventType] = {
      post: {
        operationId: `receiveEvent${mutation.serial}`,
        summary: "Something new happened.",
        requestBody: { required: true, content: { "application/json": { schema } } },
        responses: { "200": { description: "Received." } },
      },
    };
  },
};

/** The schema of the data of an event. */
function dataOf(document: JsonObject, event: JsonObject): Json | undefined {
  const media = asObject(asObject(event.requestBody).content)["application/json"];
  const find = (schema: Json | undefined): Json | undefined => {
    const { properties, allOf } = resolve(document, schema);
    const data = asObject(properties).data;
    return (
      data ??
      asList(allOf)
        .map(find)
        .find((each) => each !== undefined)
    );
  };
  return find(asObject(media).schema);
}
