import { expect, test } from "vitest";
import { titleName } from "../../src/names/titles.ts";

test.each([
  ["Pet Shop API", "PetShop"],
  ["The official Shop REST API v3", "Shop"],
  ["Swagger Petstore - OpenAPI 3.0", "SwaggerPetstore"],
  ["Shop OpenAPI Spec", "Shop"],
  ["Shop API (v2.1)", "Shop"],
  ["3D Printing", "_3DPrinting"],
  ["注文 API", "注文"],
  ["REST API", "Api"],
  ["", "Api"],
])("%j gives the client %s", (title, name) => {
  expect(titleName(title)).toBe(name);
});
