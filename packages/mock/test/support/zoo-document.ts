import { parse } from "yaml";
import type { JsonObject } from "../../src/json.js";

/** The API of a zoo: with names, IDs, envelopes and pages that no other API of the tests has. */
export function zooDocument(): JsonObject & { readonly paths: JsonObject } {
  return parse(TEXT) as JsonObject & { readonly paths: JsonObject };
}

const TEXT = `
openapi: 3.1.0
info: { title: Zoo, version: "1" }
security: [{ ticket: [] }]
x-rate-limit:
  requests: 2
  perSeconds: 10
  recoverySeconds: 30
  quota: { period: month, plans: { child: 3, adult: null } }
x-pagination: { cursor: after, size: max, items: page.rows, next: after }
x-webhook-signature: { header: X-Zoo-Signature }
paths:
  /keepers:
    get:
      parameters:
        - { name: after, in: query, schema: { type: string } }
        - { name: max, in: query, schema: { type: integer, minimum: 1 } }
        - { name: first_name, in: query, schema: { type: string } }
        - { name: mood, in: query, schema: { type: string } }
      responses:
        "200":
          content:
            application/json:
              schema:
                type: object
                properties:
                  page: { type: object, properties: { rows: { type: array, items: { $ref: "#/components/schemas/Keeper" } } } }
                  after: { type: string }
                  total: { type: integer }
              example: { page: { rows: [{ id: kp_7aB, first_name: Ann, email: ann@zoo.example, hired: "2024-01-01", updated_at: "2024-02-03T04:05:06Z" }] }, total: 1 }
        "400": { $ref: "#/components/responses/Wrong" }
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewKeeper" } } } }
      responses:
        "201": { content: { application/json: { schema: { type: object, properties: { keeper: { $ref: "#/components/schemas/Keeper" } } } } } }
        "400": { $ref: "#/components/responses/Wrong" }
        "409": { content: { application/json: { example: { wrong: { text: "This e-mail address is taken.", kind: duplicate } } } } }
  /keepers/{keeper}:
    parameters: [{ name: keeper, in: path, required: true, schema: { type: string } }]
    get:
      responses:
        "200": { content: { application/json: { schema: { type: object, properties: { keeper: { $ref: "#/components/schemas/Keeper" } } } } } }
        "404": { content: { application/json: { example: { wrong: { message: Nobody., kind: missing } } } } }
    patch:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewKeeper" } } } }
      responses: { "200": { content: { application/json: { schema: { type: object, properties: { keeper: { $ref: "#/components/schemas/Keeper" } } } } } } }
    put:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewKeeper" } } } }
      responses: { "200": { content: { application/json: { schema: { type: object, properties: { keeper: { $ref: "#/components/schemas/Keeper" } } } } } } }
    delete: { responses: { "204": { description: Gone. } } }
  /keepers/{keeper}/shift:
    parameters: [{ name: keeper, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Shift" }, example: { start: 8, breaks: { lunch: true } } } } } } }
    put:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Shift" } } } }
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Shift" } } } } }
  /keepers/{keeper}/animals:
    parameters: [{ name: keeper, in: path, required: true, schema: { type: string } }]
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { name: offset, in: query, schema: { type: integer } }
      responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Animal" } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewAnimal" } } } }
      responses: { "201": { content: { application/json: { schema: { $ref: "#/components/schemas/Animal" } } } } }
  /animals/{animalId}:
    parameters: [{ name: animalId, in: path, required: true, schema: { type: integer } }]
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Animal" }, example: &leo { id: 41, name: Leo, keeper_id: kp_7aB, awake: false, fed_at: null } } } }, "404": { content: {} } } }
    post:
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { $ref: "#/components/schemas/NewAnimal" } } } }
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Animal" } } } } }
  /animals/{animalId}/feed:
    parameters: [{ name: animalId, in: path, required: true, schema: { type: integer } }]
    post: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Animal" }, example: { id: 41, name: Leo, keeper_id: kp_7aB, awake: true, fed_at: "2024-05-06T07:08:09.123Z" } } } } } }
  /visits:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewVisit" } } } }
      responses:
        "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Visit" } } } }
        "422": { content: { application/json: { example: { wrong: { message: Impossible., kind: rule } } } } }
  /hooks:
    get: { responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Hook" } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { endpoint_url: { type: string }, secret: { type: string }, events: { type: array, items: { type: string } } } } } } }
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Hook" } } } } }
webhooks:
  keeper.created: { post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Event" }, example: &event { type: keeper.created, sent: "2024-01-01T00:00:00Z", data: { id: kp_7aB } } } } }, responses: {} } }
  keeper.updated: { post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Event" }, example: { type: keeper.updated, sent: "2024-01-01T00:00:00Z", data: { id: kp_7aB }, previousAttributes: {} } } } }, responses: {} } }
  keeper.deleted: { post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Event" }, example: { type: keeper.deleted, sent: "2024-01-01T00:00:00Z", data: { id: kp_7aB } } } } }, responses: {} } }
  animal.awake: { post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Event" }, example: { type: animal.awake, sent: "2024-01-01T00:00:00Z", data: { id: 41 } } } } }, responses: {} } }
components:
  securitySchemes: { ticket: { type: http, scheme: bearer } }
  responses:
    Wrong: { content: { application/json: { example: { wrong: { message: Something is wrong., kind: invalid } } } } }
  schemas:
    Keeper:
      type: object
      required: [id, first_name]
      properties:
        id: { type: string, readOnly: true }
        first_name: { type: string }
        email: { type: [string, "null"] }
        hired: { type: string, format: date }
        grade: { type: string, enum: [junior, senior], default: junior }
        contact: { type: object, properties: { phone: { type: string }, city: { type: string } } }
        updated_at: { type: string, format: date-time }
    NewKeeper:
      type: object
      properties:
        first_name: { type: string, minLength: 1 }
        email: { type: string }
        grade: { type: string, enum: [junior, senior], default: junior }
        contact: { type: object, properties: { phone: { type: string }, city: { type: string } } }
    Animal:
      type: object
      required: [id, name]
      properties:
        id: { type: integer }
        name: { type: string }
        keeper_id: { type: string }
        awake: { type: boolean }
        fed_at: { type: [string, "null"], format: date-time }
    NewAnimal: { type: object, properties: { name: { type: string }, awake: { type: boolean } } }
    NewVisit: { type: object, required: [animal_ids], properties: { animal_ids: { type: array, items: { type: integer } }, guide: { type: object, properties: { keeper_id: { type: string } } } } }
    Visit: { type: object, required: [id], properties: { id: { type: string, format: uuid }, animal_ids: { type: array, items: { type: integer } } } }
    Shift: { type: object, properties: { start: { type: integer }, breaks: { type: object, properties: { lunch: { type: boolean }, tea: { type: boolean } } } } }
    Hook: { type: object, required: [id, endpoint_url], properties: { id: { type: string }, endpoint_url: { type: string }, secret: { type: string }, events: { type: array, items: { type: string } } } }
    Event:
      type: object
      required: [type, sent, data]
      properties: { type: { type: string }, sent: { type: string, format: date-time }, data: { type: object }, previousAttributes: { type: object } }
`;
