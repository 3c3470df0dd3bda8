import { describe, expect, it, vi } from "vitest";
import { BindingStore } from "../src/shortcuts/bindings";
import { COMMANDS } from "../src/shortcuts/commands";
import { bindingOf, isBinding, isPaletteKey } from "../src/shortcuts/keys";
import { RunningCommands } from "../src/shortcuts/running";
import { MemoryStorage } from "./memory_storage";

const pressed = (key: string, modifiers: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe("a key", () => {
  it("is itself, and a letter with Shift is another one", () => {
    expect(bindingOf(pressed("j"))).toBe("j");
    expect(bindingOf(pressed("J", { shiftKey: true }))).toBe("Shift+J");
    expect(bindingOf(pressed("?", { shiftKey: true }))).toBe("?");
  });

  it("does not change with caps lock", () => {
    expect(bindingOf(pressed("J"))).toBe("j");
    expect(bindingOf(pressed("j", { shiftKey: true }))).toBe("Shift+J");
  });

  it.each([
    ["with Ctrl", pressed("r", { ctrlKey: true })],
    ["with ⌘", pressed("t", { metaKey: true })],
    ["with Alt", pressed("d", { altKey: true })],
    ["that scrolls", pressed(" ")],
    ["that moves the focus", pressed("Tab")],
    ["that is a function key", pressed("F5")],
  ])("%s is the browser's", (_, event) => {
    expect(bindingOf(event)).toBeNull();
  });

  it("opens the palette with ⌘ on Apple's keyboards, with Ctrl on others, and with nothing else", () => {
    expect(isPaletteKey(pressed("k", { metaKey: true }), true)).toBe(true);
    expect(isPaletteKey(pressed("k", { ctrlKey: true }), true)).toBe(false);
    expect(isPaletteKey(pressed("k", { ctrlKey: true }), false)).toBe(true);
    expect(isPaletteKey(pressed("k", { ctrlKey: true, shiftKey: true }), false)).toBe(false);
  });
});

describe("the default keys", () => {
  const keys = COMMANDS.flatMap(({ key }) => key ?? []);

  it("are each a possible key, and nobody has the same", () => {
    expect(keys.filter((key) => !isBinding(key))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("choosing another key", () => {
  it("is kept in the browser", () => {
    const storage = new MemoryStorage();
    expect(new BindingStore(storage).set("resolve", "x")).toEqual({ kind: "set" });
    const later = new BindingStore(storage);
    expect(later.current().keys.resolve).toBe("x");
    expect(later.commandFor("x")).toBe("resolve");
    expect(later.commandFor("e")).toBeNull();
  });

  it("is refused where another command has it, and names that", () => {
    const store = new BindingStore(new MemoryStorage());
    expect(store.set("resolve", "j")).toMatchObject({ kind: "taken", by: { id: "next" } });
    expect(store.current().keys.resolve).toBe("e");
  });

  it("is refused for a key that is the browser's", () => {
    const store = new BindingStore(new MemoryStorage());
    expect(store.set("resolve", "Ctrl+R")).toEqual({ kind: "reserved" });
    expect(store.set("resolve", " ")).toEqual({ kind: "reserved" });
  });

  it("can set a key free for another command", () => {
    const store = new BindingStore(new MemoryStorage());
    store.set("next", null);
    expect(store.set("resolve", "j")).toEqual({ kind: "set" });
    expect(store.current().keys.next).toBeNull();
  });

  it("is undone by a reset", () => {
    const store = new BindingStore(new MemoryStorage());
    store.set("next", "x");
    store.switchTo(false);
    store.reset();
    expect(store.current()).toMatchObject({ isOn: true, keys: { next: "j" } });
  });

  it("does not trust what it finds stored", () => {
    const storage = new MemoryStorage();
    storage.setItem("frontdesk.shortcuts", '{"changed":{"next":"Ctrl+W","gone":"x","previous":"p"}}');
    expect(new BindingStore(storage).current()).toMatchObject({ isOn: true, keys: { next: "j", previous: "p" } });
    storage.setItem("frontdesk.shortcuts", "{");
    expect(new BindingStore(storage).current().keys.next).toBe("j");
  });

  it("tells those who show the keys", () => {
    const store = new BindingStore(new MemoryStorage());
    const heard = vi.fn();
    store.subscribe(heard);
    store.set("next", "x");
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe("a command", () => {
  it("does what the last one on screen offers, and nothing once all are gone", () => {
    const commands = new RunningCommands();
    const page = vi.fn();
    const dialog = vi.fn();
    const pageGoes = commands.offer("accept", page);
    const dialogGoes = commands.offer("accept", dialog);
    expect(commands.run("accept")).toBe(true);
    expect([page.mock.calls.length, dialog.mock.calls.length]).toEqual([0, 1]);
    dialogGoes();
    commands.run("accept");
    expect(page).toHaveBeenCalledOnce();
    pageGoes();
    expect(commands.run("accept")).toBe(false);
    expect(commands.snapshot().has("accept")).toBe(false);
  });
});
