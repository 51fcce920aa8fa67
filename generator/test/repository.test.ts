import { describe, expect, test } from "vitest";
import { completedLinks, missingLinks, repositoryPages } from "../src/repository.ts";

describe("the pages of a repository", () => {
  test.each([
    ["git+https://github.com/acme/shop.git", "https://github.com/acme/shop"],
    ["https://github.com/acme/shop", "https://github.com/acme/shop"],
    ["git@github.com:acme/shop.git", "https://github.com/acme/shop"],
    ["ssh://git@github.com:22/acme/shop.git", "https://github.com/acme/shop"],
    ["github:acme/shop", "https://github.com/acme/shop"],
    ["acme/shop", "https://github.com/acme/shop"],
    ["gitlab:acme/shop", "https://gitlab.com/acme/shop"],
    ["https://gitlab.acme.example/a/b/shop.git", "https://gitlab.acme.example/a/b/shop"],
  ])("%s is at %s", (repository, home) => {
    expect(repositoryPages(repository)?.home).toBe(home);
  });

  test.each([
    "https://git.acme.example/shop.git",
    "https://github.com/",
    "",
    "file:///srv/shop.git",
    "https://github.com/a/b)[x](y",
  ])("%j has no known pages", (repository) => expect(repositoryPages(repository)).toBeUndefined());

  test("credentials and queries of its URL are in none of them", () => {
    const pages = repositoryPages("git+https://ada:secret-1@github.com/acme/shop.git?token=secret-2");
    const all = [
      pages?.home,
      pages?.issues,
      pages?.file("a/README.md"),
      pages?.folder("a"),
      pages?.comparison("a", "b"),
    ];
    expect(all).toEqual([
      "https://github.com/acme/shop",
      "https://github.com/acme/shop/issues",
      "https://github.com/acme/shop/blob/HEAD/a/README.md",
      "https://github.com/acme/shop/tree/HEAD/a",
      "https://github.com/acme/shop/compare/a...b",
    ]);
  });
});

test("the home page and the place for bugs follow from the repository, unless they are configured", () => {
  const repository = "https://gitlab.com/acme/shop";
  expect(completedLinks({ repository, bugs: "help@acme.example" }, "packages/sales")).toEqual({
    repository,
    homepage: "https://gitlab.com/acme/shop/-/tree/HEAD/packages/sales#readme",
    bugs: "help@acme.example",
  });
});

test("settings that are neither configured nor derived are absent", () => {
  expect(missingLinks({})).toEqual(["repository", "homepage", "bugs"]);
  expect(missingLinks({ repository: "https://git.acme.example/shop.git" })).toEqual(["homepage", "bugs"]);
  expect(missingLinks({ repository: "github:acme/shop" })).toEqual([]);
});
