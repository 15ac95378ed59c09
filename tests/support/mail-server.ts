import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** What a mail server does with a mail that it was given whole. */
type Reception = (mail: ParsedMail) => Promise<void> | void;

export type MailServer = {
  url: string;
  port: number;
  /** What arrived, in order, as a mail program reads it. */
  received: ParsedMail[];
  /** Whoever is connected; destroying one is how a server goes away in the middle. */
  connections: Set<Socket>;
  stop: () => Promise<void>;
};

type MailServerOptions = {
  port?: number;
  /** Answers a mail; throwing refuses it. It has arrived once this is done, whoever hears of it. */
  receive?: Reception;
  /** Answers a recipient; throwing refuses it. */
  accept?: (address: string) => void;
};

/** An error that a mail server answers with. */
export function smtpError(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

/** A mail server that speaks SMTP on this machine, and keeps what it is given. */
export async function startMailServer({
  port = 0,
  receive = () => {},
  accept = () => {},
}: MailServerOptions = {}): Promise<MailServer> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo({ address }, _session, answer) {
      answerWith(() => accept(address), answer);
    },
    onData(stream, _session, answer) {
      answerWith(async () => {
        const mail = await simpleParser(stream);
        await receive(mail);
        received.push(mail);
      }, answer);
    },
  });
  // A sender that goes away in the middle is none of the server's business.
  server.on("error", () => {});
  const connections = new Set<Socket>();
  server.server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    ...{ received, connections },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function answerWith(work: () => Promise<void> | void, answer: (error?: Error) => void): void {
  Promise.resolve()
    .then(work)
    .then(
      () => answer(),
      (reason: Error) => answer(reason),
    );
}
