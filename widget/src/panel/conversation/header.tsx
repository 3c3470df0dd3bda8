import { useEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "../avatar";
import { CloseButton } from "../common";
import type { Model } from "../model";
import { BackIcon, MoreIcon } from "./icons";

interface HeaderProps {
  model: Model;
  title: string;
  subtitle: string | null;
  withAgent: boolean;
  onBack?: () => void;
  onEnd?: () => void;
}

export function Header({ model, title, subtitle, withAgent, onBack, onEnd }: HeaderProps) {
  const { texts, context } = model;
  return (
    <div class="header">
      {onBack && (
        <button type="button" class="icon-button" aria-label={texts.back} onClick={onBack}>
          <BackIcon />
        </button>
      )}
      <Avatar name={title} logo={withAgent ? null : context.config.appearance.logo_url} />
      <div class="titles">
        <h2 class="title">{title}</h2>
        {subtitle && <p class="subtitle">{subtitle}</p>}
      </div>
      {onEnd && <Menu label={texts.menu} item={texts.end} onChoose={onEnd} />}
      <CloseButton model={model} />
    </div>
  );
}

function Menu({ label, item, onChoose }: { label: string; item: string; onChoose: () => void }) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    setOpen(false);
    menu.current?.querySelector("button")?.focus();
  };
  const onFocusOut = (event: FocusEvent) => {
    if (!menu.current?.contains(event.relatedTarget as Node | null)) setOpen(false);
  };
  const choose = () => {
    setOpen(false);
    onChoose();
  };
  return (
    <div class="menu" ref={menu}>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <MoreIcon />
      </button>
      {open && (
        <div class="menu-items" role="menu" tabIndex={-1} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
          <button type="button" role="menuitem" class="menu-item" onClick={choose}>
            {item}
          </button>
        </div>
      )}
    </div>
  );
}
