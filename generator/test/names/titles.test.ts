import { expect, test } from "vitest";
import { titleFileName, titleName, titleText } from "../../src/names/titles.ts";

test.each([
  ["Pet Shop API", "PetShop"],
  ["The official Shop REST API v3", "Shop"],
  ["Swagger Petstore - OpenAPI 3.0", "SwaggerPetstore"],
  ["Shop OpenAPI Spec", "Shop"],
  ["Shop API (v2.1)", "Shop"],
  ["3D Printing", "_3DPrinting"],
  ["注文 API", "注文"],
  ["API for Acme", "Acme"],
  ["The OpenAPI definition of the Pet Shop", "PetShop"],
  ["Of Mice API", "OfMice"],
  ["Tools for Shops API", "ToolsForShops"],
  ["REST API", "Api"],
  ["API Description for Acme", "Acme"],
  ["FastAPI", "Api"],
  ["NinjaAPI", "Api"],
  ["OpenAPI definition", "Api"],
  ["Your API Title", "Api"],
  ["FastAPI Shop", "FastApiShop"],
  // What .NET and protoc make of the names of programs and files.
  ["Acme.Shop.API | v1", "AcmeShop"],
  ["Acme.Web, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null", "AcmeWeb"],
  ["acme/v1/shop.proto", "AcmeShop"],
  // A title with a subtitle.
  ["Acme Scanner - TLS, DNS and HTTP Analyser - Alternative to Others", "AcmeScanner"],
  ["Acme - Shop", "AcmeShop"],
  ["", "Api"],
])("%j gives the client %s", (title, name) => {
  expect(titleName(title)).toBe(name);
});

test.each([
  ["Pet Shop API", "PetShop", "pet-shop"],
  ["GitHub's official OpenAPI spec", "GitHub", "github"],
  ["Netlify’s API documentation", "Netlify", "netlify"],
  ["OpenAI API", "OpenAI", "openai"],
  ["SpaceTraders API", "SpaceTraders", "spacetraders"],
  ["Joe's Pizza", "JoePizza", "joe-pizza"],
  ["Let'snap", "LetSnap", "let-snap"],
  ["注文 API", "注文", "zhu-wen"],
])("%j gives the client %s and the package %s", (title, client, file) => {
  expect([titleName(title), titleFileName(title)]).toEqual([client, file]);
});

test("a title that a framework wrote is not said in a sentence", () => {
  expect(["Pet Shop API", "Acme.Shop | v1", "FastAPI", "API V1", ""].map(titleText)).toEqual([
    "Pet Shop API",
    "Acme.Shop",
    "the API",
    "the API",
    "the API",
  ]);
});

test("the file name of a long title has as many words as a file system and npm allow", () => {
  expect(titleFileName("Long ".repeat(200))).toBe(`long${"-long".repeat(29)}`);
  expect(titleFileName("x".repeat(300))).toBe("x".repeat(150));
});
