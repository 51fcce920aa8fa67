import { describe, expect, test } from "vitest";
import { camelName, fileName, fileNames, hasName, pascalName } from "../src/names/words.ts";

describe("names", () => {
  test.each([
    ["user.created-v2", "userCreatedV2", "UserCreatedV2"],
    ["사용자 목록", "사용자목록", "사용자목록"],
    ["उपयोगकर्ता सूची", "उपयोगकर्तासूची", "उपयोगकर्तासूची"],
    ["délai_de-réponse", "délaiDeRéponse", "DélaiDeRéponse"],
    ["3d print", "_3dPrint", "_3dPrint"],
    ["x²", "x2", "X2"],
    ["𠮷野", "𠮷野", "𠮷野"],
  ])("%s keeps its letters", (text, camel, pascal) => {
    expect([camelName(text), pascalName(text)]).toEqual([camel, pascal]);
  });

  test("letters that differ only in a mark are different names", () => {
    expect(pascalName("バス")).not.toBe(pascalName("ハス"));
    expect(pascalName("ÉTAT")).not.toBe(pascalName("ETAT"));
  });

  test("a letter has one name, whether its mark is a separate character or not", () => {
    expect(pascalName("Cafe\u0301")).toBe(pascalName("Caf\u00e9"));
  });

  test("`OAuth` is one word", () => {
    expect(["OAuth2", "oauth2", "OAuthApps", "listOAuthApps"].map(camelName)).toEqual([
      "oauth2",
      "oauth2",
      "oauthApps",
      "listOAuthApps",
    ]);
    expect(["OAuth2", "listOAuthApps"].map(fileName)).toEqual(["oauth2", "list-oauth-apps"]);
  });

  test.each(["👍", "❤️", "\u3164", "\u200d", "—", ""])("%j has no letter for a name", (text) => {
    expect(hasName(text)).toBe(false);
    expect(camelName(text)).toBe("_");
  });

  test("invisible characters are not part of a name", () => {
    expect(camelName("pass\u200bword\u202e")).toBe("password");
  });
});

describe("file names", () => {
  test("have Latin letters without accents", () => {
    expect(["用户", "Café", "Straße", "listOrders"].map(fileName)).toEqual([
      "yong-hu",
      "cafe",
      "strasse",
      "list-orders",
    ]);
  });

  test("are unique, and none is reserved on Windows", () => {
    expect(fileNames(["café", "cafe", "Cafe", "aux", "👍", "❤️"])).toEqual([
      "cafe",
      "cafe-2",
      "cafe-3",
      "aux-2",
      "default",
      "default-2",
    ]);
  });
});
