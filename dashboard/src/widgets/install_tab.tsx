import type { Widget } from "@frontdesk/widget/client";
import { KeyRound, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../parts/button";
import { Confirm } from "../parts/dialog";
import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { useToast } from "../parts/toasts";
import { refusalOf } from "../text/refusal";
import { shortMoment } from "../text/time";
import { CopyBlock, CopyButton } from "./copy_block";
import styles from "./install.module.css";
import { useChangeWidget, useEmbedCode, useRemoveWidget } from "./queries";
import { SecretDialog } from "./secret_dialog";

interface Props {
  widget: Widget;
  mayEdit: boolean;
}

/** How it gets onto a site, the keys that belong to it, and its end. */
export function InstallTab({ widget, mayEdit }: Props) {
  return (
    <>
      <EmbedCodes widget={widget} />
      <Keys widget={widget} mayEdit={mayEdit} />
      {mayEdit && <Removal widget={widget} />}
    </>
  );
}

function EmbedCodes({ widget }: { widget: Widget }) {
  const { data, isError, refetch } = useEmbedCode(widget);
  if (isError) {
    return (
      <Notice tone="breach" retry={() => void refetch()}>
        The code could not be loaded.
      </Notice>
    );
  }
  if (!data) return <Skeleton width="100%" height="6rem" />;
  return (
    <section className={styles.part} aria-labelledby="embed-code">
      <h2 id="embed-code">Put it on a site</h2>
      <CopyBlock
        label="Script tag"
        text={data.script_tag}
        hint="On every page, anywhere in its HTML. This is all it takes."
      />
      <CopyBlock label="Element" text={data.element} hint="Where you want to say yourself what it is, in HTML." />
      <CopyBlock label="Module" text={data.module} hint="For React, Vue and whatever else bundles modules." />
    </section>
  );
}

function Keys({ widget, mayEdit }: Props) {
  return (
    <section className={styles.part} aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <div className={styles.keys}>
        <div>
          <h3>Token</h3>
          <div className={styles.key}>
            <code>{widget.token}</code>
            <CopyButton text={widget.token} label="Token" />
          </div>
          <p>Public: it stands in the code above, and tells which widget it is.</p>
          {widget.former_token_until && <Grace until={widget.former_token_until}>The token before</Grace>}
          {mayEdit && <RegenerateToken widget={widget} />}
        </div>
        {widget.public_key && (
          <div>
            <h3>Public key</h3>
            <div className={styles.key}>
              <code>{widget.public_key}</code>
              <CopyButton text={widget.public_key} label="Public key" />
            </div>
            <p>Names the widget to your own server.</p>
          </div>
        )}
        <div>
          <h3>Secret key</h3>
          <div className={styles.key}>
            <code>{widget.secret_hint ? `sk_…${widget.secret_hint.slice(-4)}` : "none yet"}</code>
          </div>
          <p>Signs who a visitor is, on your own server alone. It is shown once, when it is made.</p>
          {widget.former_secret_until && <Grace until={widget.former_secret_until}>The key before</Grace>}
          {mayEdit && <RotateSecret widget={widget} />}
        </div>
      </div>
    </section>
  );
}

function Grace({ until, children }: { until: string; children: string }) {
  if (Date.parse(until) <= Date.now()) return null;
  return (
    <p className={styles.grace}>
      {children} is good until <time dateTime={until}>{shortMoment(until)}</time>.
    </p>
  );
}

function RegenerateToken({ widget }: { widget: Widget }) {
  const [isAsking, setAsking] = useState(false);
  const say = useToast();
  const { mutate, isPending, error, reset } = useChangeWidget(
    (api, id: string) => api.regenerateToken(id),
    (answer) => answer,
  );
  const close = () => {
    setAsking(false);
    reset();
  };
  const done = () => {
    close();
    say("There is a new token. Put the new code on your pages within 24 hours.");
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <RefreshCw size={14} aria-hidden="true" />
        New token
      </Button>
      <Confirm
        isOpen={isAsking}
        onOpenChange={close}
        title="Make a new token?"
        confirm="Make a new token"
        isBusy={isPending}
        problem={refusalOf(error, [])?.rest}
        onConfirm={() => mutate(widget.id, { onSuccess: done })}
      >
        Every page has to get the new code. For 24 hours the old code works as well; after that, pages which still have
        it show no chat.
      </Confirm>
    </>
  );
}

function RotateSecret({ widget }: { widget: Widget }) {
  const [isAsking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error, reset } = useChangeWidget(
    (api, id: string) => api.rotateSecret(id),
    (answer) => answer.widget,
  );
  const close = () => {
    setAsking(false);
    reset();
  };
  const rotate = () =>
    mutate(widget.id, {
      onSuccess: ({ secret_key }) => {
        close();
        setSecret(secret_key);
      },
    });
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <KeyRound size={14} aria-hidden="true" />
        Rotate the secret
      </Button>
      <Confirm
        isOpen={isAsking}
        onOpenChange={close}
        title="Rotate the secret key?"
        confirm="Rotate it"
        isBusy={isPending}
        problem={refusalOf(error, [])?.rest}
        onConfirm={rotate}
      >
        Your server has to sign with the new one. For 24 hours what the old one signs is accepted as well. If it has
        leaked, put the new one in place at once.
      </Confirm>
      {secret && (
        <SecretDialog
          title="The new secret key"
          secret={secret}
          done="I have put it away"
          close={() => setSecret(null)}
        />
      )}
    </>
  );
}

function Removal({ widget }: { widget: Widget }) {
  const [isAsking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const say = useToast();
  const { mutate, isPending, error, reset } = useRemoveWidget(widget.id);
  const close = () => {
    setAsking(false);
    reset();
  };
  const done = () => {
    say(`${widget.name} is deleted.`);
    navigate("/widgets");
  };
  return (
    <section className={styles.part} aria-labelledby="removal">
      <h2 id="removal">Delete this widget</h2>
      <p className={styles.about}>
        Pages which still have its code show no chat any more. Its conversations stay. While one of them is open, it
        cannot be deleted.
      </p>
      <Button className={styles.own} onClick={() => setAsking(true)}>
        <Trash2 size={14} aria-hidden="true" />
        Delete
      </Button>
      <Confirm
        isOpen={isAsking}
        onOpenChange={close}
        title={`Delete ${widget.name}?`}
        confirm="Delete"
        isBusy={isPending}
        problem={refusalOf(error, [])?.rest}
        onConfirm={() => mutate(undefined, { onSuccess: done })}
      >
        This cannot be undone. To stop it for a while, switch it off instead.
      </Confirm>
    </section>
  );
}
