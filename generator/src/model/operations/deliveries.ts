import type { DeliveryModel } from "../../api-model/deliveries.ts";
import { compareNames, sortedEntries } from "../../api-model/order.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import {
  type OperationEntry,
  operationsIn,
  type ParameterObject,
  type PathItem,
  type Pointer,
  type RequestBodyObject,
  type ResponseObject,
  type Schema,
} from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { documentationOf } from "../schemas/reading/documentation.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { type ChosenMedia, chooseResponse, responseKind, unusualContentType } from "./media.ts";

/** A request that the API sends, whose body has a schema. */
export interface WrittenDelivery extends OperationEntry {
  readonly media: ChosenMedia;
  readonly schema: Located<Schema>;
}

/** The requests in the path item of a webhook or callback. Requests without a body schema are reported. */
export function deliveriesIn(
  context: ModelContext,
  item: PathItem,
  pointer: Pointer,
): readonly WrittenDelivery[] {
  return operationsIn(item, pointer).flatMap((entry) => {
    const { requestBody } = entry.value;
    const body = context.resolve<RequestBodyObject>(requestBody ?? { content: {} }, [
      ...entry.pointer,
      "requestBody",
    ]);
    const content = { value: body.value.content ?? {}, pointer: [...body.pointer, "content"] };
    const media = chooseResponse(context, content);
    if (media?.schema === undefined) {
      context.report("delivery-without-body", { method: entry.method }, entry.pointer);
      return [];
    }
    return [{ ...entry, media, schema: media.schema }];
  });
}

/**
 * Builds the model of a request that the API sends.
 *
 * @param hint The name for the type of the body if it needs one and is not a component.
 */
export function buildDelivery(
  context: ModelContext,
  types: TypeBuilder,
  delivery: WrittenDelivery,
  hint: string,
): DeliveryModel {
  const { method, value, pointer, media } = delivery;
  reportUnused(context, delivery);
  const parameters = parametersOf(context, delivery);
  const contentType = media.encoding === "json" ? undefined : (unusualContentType(media) ?? media.mediaType);
  return {
    httpMethod: method,
    type: bodyType(context, types, delivery, hint),
    ...(contentType !== undefined && { contentType }),
    ...(parameters.length > 0 && { parameters }),
    responses: responsesOf(context, delivery),
    docs: documentationOf(value),
    place: pointer,
  };
}

/** Forms are received as objects, text and binary data unchanged. */
function bodyType(
  context: ModelContext,
  types: TypeBuilder,
  { media, schema }: WrittenDelivery,
  hint: string,
): TypeExpression {
  const kind = media.encoding === "form" || media.encoding === "multipart" ? "json" : responseKind(media);
  if (kind === "json" || kind === "any") return types.expression(schema, hint);
  context.report("untyped-delivery", { mediaType: media.mediaType }, media.media.pointer);
  return { kind: kind === "text" ? "string" : "blob" };
}

function parametersOf(
  context: ModelContext,
  { value, pointer }: WrittenDelivery,
): NonNullable<DeliveryModel["parameters"]> {
  return (value.parameters ?? [])
    .map((parameter, index) => context.resolve<ParameterObject>(parameter, [...pointer, "parameters", index]))
    .map(({ value: { name, in: place } }) => ({ name, in: place }))
    .sort((a, b) => compareNames(a.in, b.in) || compareNames(a.name, b.name));
}

function responsesOf(context: ModelContext, { value, pointer }: WrittenDelivery): DeliveryModel["responses"] {
  return sortedEntries(value.responses ?? {})
    .filter(([status]) => !status.startsWith("x-"))
    .map(([status, written]) => {
      const response = context.resolve<ResponseObject>(written, [...pointer, "responses", status]);
      const { content = {}, headers = {}, description = "" } = response.value;
      if (Object.keys(content).length + Object.keys(headers).length > 0)
        context.report("untyped-reply", { status }, response.pointer);
      return { status, about: description.trim() };
    });
}

/** Reports the parts of a request that have no effect. */
function reportUnused(context: ModelContext, { value, pointer, media }: WrittenDelivery): void {
  if (media.others.length > 0) {
    const unused = media.others.map(({ mediaType }) => mediaType).join(", ");
    const facts = { unused, used: media.mediaType, what: "bodies" };
    context.report("unused-media-type", facts, media.media.pointer);
  }
  if (value.callbacks === undefined) return;
  const reason = "the API sends this request itself, so no call has a callback";
  context.report("unused-member", { name: "callbacks", reason }, [...pointer, "callbacks"]);
}
