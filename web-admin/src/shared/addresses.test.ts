import { expect, test } from "vitest";
import { localPath, redirectAddress, signInAddress, websiteAddress } from "./addresses";

test("paths of this server are kept as they are", () => {
  const paths = [
    "/account",
    "/account/send?to=@bob:tween.example&amount=5",
    "/oauth2/authorize?state=%2F%2Fa&x=1#top",
    "/developer/",
    "/",
  ];
  for (const path of paths) expect(localPath(path)).toBe(path);
});

test("open redirect: nothing that a browser takes for another host is returned to", () => {
  const elsewhere = [
    null,
    "",
    "account",
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\\/evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/.//evil.example",
    "/account/..//evil.example",
    "/account\\..\\evil.example",
    "javascript:alert(1)",
    "/java\u0000script",
    "data:text/html,x",
    "@evil.example",
    "/ü",
  ];
  for (const path of elsewhere) expect(localPath(path), JSON.stringify(path)).toBe("/account");
});

test("signing in does not lead to signing in", () => {
  expect(localPath("/account/sign-in?return_to=/account/sign-in")).toBe("/account");
  expect(localPath("/account/./sign-in")).toBe("/account");
  expect(signInAddress("/account/history?q=a&b")).toBe("/account/sign-in?return_to=%2Faccount%2Fhistory%3Fq%3Da%26b");
  expect(signInAddress("//evil.example")).toBe("/account/sign-in?return_to=%2Faccount");
});

test("an answer goes to websites and apps, never into a script", () => {
  for (const good of ["https://shop.example/back?code=1", "http://127.0.0.1:3000/callback", "com.example.app:/done?code=1"]) {
    expect(redirectAddress(good)).toBe(good);
  }
  for (const bad of [
    undefined,
    "",
    "/account",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "blob:https://a/b",
    "file:///etc",
  ]) {
    expect(redirectAddress(bad), String(bad)).toBe(null);
  }
});

test("websites are websites", () => {
  expect(websiteAddress("https://a.example/terms")).toBe("https://a.example/terms");
  for (const bad of [null, undefined, "", "a.example", "javascript:alert(1)", "mailto:a@b.example"])
    expect(websiteAddress(bad)).toBe(null);
});
