import type { Attachment } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { Download, FileText, Image } from "lucide-react";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { sizeWords } from "../text/sizes";
import styles from "./file_card.module.css";

/** A picture's address is asked for again before it ends. */
const ADDRESS_MS = 4 * 60_000;

interface Props {
  conversationId: string;
  attachment: Attachment;
}

/** A file that somebody has sent: pictures are shown, and everything can be downloaded. */
export function FileCard({ conversationId, attachment }: Props) {
  const { api } = useWork();
  const say = useToast();
  const { id, name, type, size } = attachment;
  const isPicture = type.startsWith("image/");
  const Icon = isPicture ? Image : FileText;
  async function download() {
    try {
      const { url } = await api.attachment(conversationId, id);
      window.location.assign(url);
    } catch {
      say(`${name} could not be downloaded.`);
    }
  }
  return (
    <button type="button" className={styles.card} aria-label={`Download ${name}`} onClick={() => void download()}>
      {isPicture && <Picture conversationId={conversationId} attachment={attachment} />}
      <span className={styles.words}>
        <Icon size={16} aria-hidden="true" />
        <span className={styles.name}>{name}</span>
        <span className={styles.size}>{sizeWords(size)}</span>
        <Download size={14} aria-hidden="true" />
      </span>
    </button>
  );
}

function Picture({ conversationId, attachment: { id, width, height } }: Props) {
  const { api } = useWork();
  const { data } = useQuery({
    queryKey: ["attachment", conversationId, id],
    queryFn: () => api.attachment(conversationId, id),
    staleTime: ADDRESS_MS,
    gcTime: ADDRESS_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  // The room is there before the picture is, so that nothing jumps. Its name stands below.
  const room = width && height ? { width, height } : {};
  return data ? <img className={styles.picture} src={data.url} alt="" {...room} /> : <span className={styles.room} />;
}
