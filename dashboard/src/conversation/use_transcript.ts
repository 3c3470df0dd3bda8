import { type AgentConversation, isApiError } from "@frontdesk/widget/client";
import { useWork } from "../app/work";
import { saveFile } from "../parts/save_file";
import { useToast } from "../parts/toasts";

type Format = "text" | "html";

const FILES: Record<Format, { suffix: string; mediaType: string }> = {
  text: { suffix: "txt", mediaType: "text/plain;charset=utf-8" },
  html: { suffix: "html", mediaType: "text/html;charset=utf-8" },
};

/** Saves what was said as a file, in this browser's time. Internal notes are no part of it. */
export function useTranscript({ id }: AgentConversation): (format: Format) => void {
  const { api } = useWork();
  const say = useToast();
  return async (format) => {
    try {
      const { suffix, mediaType } = FILES[format];
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      saveFile(new Blob([await api.transcript(id, format, zone)], { type: mediaType }), `conversation-${id}.${suffix}`);
    } catch (error) {
      if (!isApiError(error)) throw error;
      say(`The transcript could not be downloaded. ${error.message}`);
    }
  };
}
