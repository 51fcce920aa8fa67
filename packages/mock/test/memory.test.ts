import { describe, expect, test } from "vitest";
import { startMock } from "../src/index.js";
import { call, openZoo } from "./support/zoo.js";

describe("a record", () => {
  test("that is created can be retrieved, changed, listed and deleted", async () => {
    await using zoo = await openZoo();
    const created = await call(zoo, "POST /keepers", { first_name: "Bo", email: "bo@zoo.example" });
    const { id } = created.body.keeper;
    expect(created.status).toBe(201);
    expect(created.body.keeper).toMatchObject({ first_name: "Bo", email: "bo@zoo.example", grade: "junior" });
    expect((await call(zoo, `GET /keepers/${id}`)).body).toEqual(created.body);
    const changed = await call(zoo, `PATCH /keepers/${id}`, { first_name: "Bob" });
    expect(changed.body.keeper).toMatchObject({ id, first_name: "Bob", email: "bo@zoo.example" });
    const listed = await call(zoo, "GET /keepers?first_name=Bob");
    expect(listed.body.page.rows).toEqual([changed.body.keeper]);
    const removed = await call(zoo, `DELETE /keepers/${id}`);
    expect([removed.status, removed.body]).toEqual([204, undefined]);
    expect((await call(zoo, `GET /keepers/${id}`)).status).toBe(404);
    expect((await call(zoo, "GET /keepers?first_name=Bob")).body.page.rows).toEqual([]);
  });

  test("gets an ID in the form of the examples, and the time of the mock", async () => {
    await using zoo = await openZoo({ startsAt: new Date("2031-02-03T04:05:06.789Z") });
    const { keeper } = (await call(zoo, "POST /keepers", { first_name: "Bo" })).body;
    expect(keeper.id).toMatch(/^kp_\d[a-z][A-Z]/);
    expect(keeper.updated_at).toMatch(/^2031-02-03T04:05:\d\dZ$/);
    const { id } = (await call(zoo, `POST /keepers/${keeper.id}/animals`, { name: "Ida" })).body;
    expect(Number.isInteger(id)).toBe(true);
  });

  test("keeps what PATCH does not name, also in objects, and loses what PUT does not name", async () => {
    await using zoo = await openZoo();
    const contact = { phone: "1", city: "Ulm" };
    const { id } = (await call(zoo, "POST /keepers", { first_name: "Bo", grade: "senior", contact })).body
      .keeper;
    const patched = await call(zoo, `PATCH /keepers/${id}`, { contact: { phone: "2" } });
    expect(patched.body.keeper).toMatchObject({ grade: "senior", contact: { phone: "2", city: "Ulm" } });
    const put = (await call(zoo, `PUT /keepers/${id}`, { first_name: "Bo" })).body.keeper;
    expect(put).toMatchObject({ id, first_name: "Bo", grade: "junior" });
    expect(put.contact).toBeUndefined();
  });

  test("that does not exist is the documented 404, which says what is missing", async () => {
    await using zoo = await openZoo();
    const missing = { wrong: { message: 'keeper: there is no keeper with the ID "kp_0"', kind: "missing" } };
    const retrieved = await call(zoo, "GET /keepers/kp_0");
    expect([retrieved.status, retrieved.body]).toEqual([404, missing]);
    expect((await call(zoo, "GET /keepers/kp_0/animals")).status).toBe(404);
    expect((await call(zoo, "GET /keepers/kp_0/shift")).status).toBe(404);
  });

  test("with the e-mail address of another one is the documented conflict", async () => {
    await using zoo = await openZoo();
    const twice = await call(zoo, "POST /keepers", { first_name: "An", email: "ann@zoo.example" });
    expect([twice.status, twice.body.wrong.kind]).toEqual([409, "duplicate"]);
  });

  test("is changed by a form, with the types of its schema", async () => {
    await using zoo = await openZoo();
    const form = new URLSearchParams({ name: "Lea", awake: "true" });
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const changed = await call(zoo, "POST /animals/41", form, type);
    expect([changed.status, changed.body]).toEqual([
      200,
      expect.objectContaining({ id: 41, name: "Lea", awake: true }),
    ]);
  });

  test("is changed by an action as the example of the action shows, with the current time", async () => {
    await using zoo = await openZoo({ startsAt: new Date("2031-02-03T04:05:06Z") });
    expect((await call(zoo, "GET /animals/41")).body).toMatchObject({ awake: false, fed_at: null });
    await call(zoo, "POST /animals/41/feed");
    const fed = (await call(zoo, "GET /animals/41")).body;
    expect(fed).toMatchObject({
      name: "Leo",
      awake: true,
      fed_at: expect.stringMatching(/^2031-02-03T04:05:\d\d\.\d{3}Z$/),
    });
  });
});

describe("an object that exists once", () => {
  test("is remembered by its path", async () => {
    await using zoo = await openZoo();
    const { id } = (await call(zoo, "POST /keepers", { first_name: "Bo" })).body.keeper;
    await call(zoo, `PUT /keepers/${id}/shift`, { start: 9 });
    expect((await call(zoo, `GET /keepers/${id}/shift`)).body).toEqual({ start: 9 });
    expect((await call(zoo, "GET /keepers/kp_7aB/shift")).body.start).toBe(8);
  });
});

describe("a reference", () => {
  test("to a record that does not exist is the documented error, wherever it is in the body", async () => {
    await using zoo = await openZoo();
    const animals = await call(zoo, "POST /visits", { animal_ids: [41, 7] });
    expect([animals.status, animals.body.wrong]).toEqual([
      422,
      { message: 'animal_ids: there is no animal with the ID "7"', kind: "rule" },
    ]);
    const guide = await call(zoo, "POST /visits", { animal_ids: [41], guide: { keeper_id: "kp_0" } });
    expect(guide.body.wrong.message).toContain("guide.keeper_id");
    expect((await call(zoo, "POST /visits", { animal_ids: [41] })).status).toBe(200);
  });

  test("of each record at the beginning leads to another record", async () => {
    await using zoo = await openZoo();
    const keepers = zoo.records("keepers").map((keeper) => (keeper as { id: string }).id);
    const animals = zoo.records("Animal") as { keeper_id: string }[];
    expect(animals.map(({ keeper_id: id }) => keepers.includes(id))).toEqual(animals.map(() => true));
  });

  test("decides which records are below another one", async () => {
    await using zoo = await openZoo();
    const { id } = (await call(zoo, "POST /keepers", { first_name: "Bo" })).body.keeper;
    expect((await call(zoo, `GET /keepers/${id}/animals`)).body).toEqual([]);
    const animal = (await call(zoo, `POST /keepers/${id}/animals`, { name: "Ida" })).body;
    expect(animal.keeper_id).toBe(id);
    expect((await call(zoo, `GET /keepers/${id}/animals`)).body).toEqual([animal]);
  });
});

describe("a wrong request", () => {
  test("gets the documented error, which says what is wrong, and changes nothing", async () => {
    await using zoo = await openZoo();
    const before = zoo.records("keeper").length;
    const wrong = await call(zoo, "POST /keepers", { first_name: 7 });
    expect([wrong.status, wrong.body.wrong]).toEqual([
      400,
      { message: "Request body property first_name must be string", kind: "invalid" },
    ]);
    expect(zoo.records("keeper")).toHaveLength(before);
  });
});

describe("the data at the beginning", () => {
  test("are the same for the same seed, others for another one, and look real", async () => {
    await using first = await openZoo({ seed: 5 });
    await using second = await openZoo({ seed: 5 });
    await using third = await openZoo({ seed: 6 });
    const of = (zoo: typeof first) => zoo.records("keeper") as { first_name: string; email: string }[];
    expect(of(first)).toEqual(of(second));
    expect(of(first).at(-1)).not.toEqual(of(third).at(-1));
    expect(of(first)).toHaveLength(45);
    const last = of(first).at(-1);
    expect(last?.email).toContain(last?.first_name.toLowerCase().replace(/[^a-z]+/g, "-"));
  });

  test("come back after a reset", async () => {
    await using zoo = await openZoo({ pages: { total: 3 } });
    const before = zoo.records("keeper");
    await call(zoo, "DELETE /keepers/kp_7aB");
    expect(zoo.records("keeper")).toHaveLength(2);
    zoo.reset();
    expect(zoo.records("keeper")).toEqual(before);
  });

  test("are named in the error for a resource that does not exist", async () => {
    await using zoo = await openZoo();
    expect(() => zoo.records("lion")).toThrow(/no records of "lion"; there are: .*keeper/);
  });
});

test("without a memory, each response is the document's example", async () => {
  await using zoo = await openZoo({ memory: false });
  await call(zoo, "POST /animals/41/feed");
  expect((await call(zoo, "GET /animals/41")).body.awake).toBe(false);
  expect((await call(zoo, "GET /animals/7")).body.id).toBe(41);
});

test("the ID `string`, which examples have where a document shows none, is that of the first record", async () => {
  await using zoo = await openZoo();
  const [first] = (await call(zoo, "GET /keepers")).body.page.rows;
  expect((await call(zoo, "GET /keepers/string")).body.keeper).toEqual(first);
  const { id } = (await call(zoo, "POST /keepers/string/animals", { name: "Ida" })).body;
  const below = (await call(zoo, `GET /keepers/${first.id}/animals`)).body;
  expect(below).toContainEqual(expect.objectContaining({ id }));
  expect((await call(zoo, "GET /keepers/string/animals")).body).toEqual(below);
});

test("a record whose ID is the example of a parameter exists, so that the examples of a document can be called", async () => {
  const booking = { type: "object", properties: { id: { type: "string" }, passenger: { type: "string" } } };
  const example = { id: "b_1", passenger: "Ada" };
  const content = (schema: object, shown: object) => ({
    "200": { description: "Done.", content: { "application/json": { schema, example: shown } } },
  });
  await using mock = await startMock({
    rateLimit: false,
    document: {
      openapi: "3.1.0",
      info: { title: "Trains", version: "1.0.0" },
      paths: {
        "/bookings": { get: { responses: content({ type: "array", items: booking }, [example]) } },
        "/bookings/{booking}": {
          parameters: [
            { name: "booking", in: "path", required: true, schema: { type: "string" }, example: "b_7" },
          ],
          get: { responses: { ...content(booking, example), "404": { description: "None." } } },
        },
      },
    },
  });
  expect((await call(mock, "GET /bookings/b_7")).body).toEqual({ id: "b_7", passenger: "Ada" });
  expect((await call(mock, "GET /bookings")).body).toContainEqual({ id: "b_7", passenger: "Ada" });
  expect((await call(mock, "GET /bookings/b_8")).status).toBe(404);
});
