import { list, literal, type Code, typeName, union, valueName } from '../code/code.ts';
import { docLines } from '../code/comment.ts';
import { receivedName, tolerantlyReceivedName } from '../declare/message/message-names.ts';
import type { PackageModel } from '../model/package-model.ts';
import { emitFile, type EmittedFile } from './emitted-file.ts';
import type { Templates } from './templates.ts';

const types = '#runtime/receive/received.js';

/** Emits the file with `receive`, which knows every event of the package. */
export function emitReceive(model: PackageModel, templates: Templates): EmittedFile {
  const section = templates.render('receive', receiveView(model));
  const declared = ['receive', 'receiveAny', 'Received', 'TolerantlyReceived', 'isNewer'];
  return emitFile('receive', 'every event', declared, [section]);
}

function receiveView({ messages }: PackageModel): object {
  const ofEvents = (nameOf: (message: PackageModel['messages'][number]) => string): Code =>
    union([
      ...messages.map((message) => typeName({ name: nameOf(message), module: message.module })),
      typeName({ name: 'OtherReceived', module: types }),
    ]);
  return {
    receiverOf: valueName('receiverOf', '#runtime/receive.js'),
    registry: valueName('registry', 'check'),
    fromXml: valueName('fromXml', 'xml'),
    readings: messages.map(({ event, module }) => list([literal(event.code), valueName('messageReading', module)])),
    received: ofEvents(receivedName),
    tolerantlyReceived: ofEvents(tolerantlyReceivedName),
    receivedDoc: docLines('What `receive` returns: a message of an event, which `event` names, or anything else.'),
    tolerantlyDoc: docLines('What `receive` returns with a policy.'),
    receiveDoc: docLines(
      'Receives a message of any event, as text or bytes of XML or JSON or as a value: reads it, checks it, and returns its issues and its content. Never throws.',
    ),
    receiveOptions: typeName({ name: 'ReceiveOptions', module: types }),
    acceptingReceiveOptions: typeName({ name: 'AcceptingReceiveOptions', module: types }),
  };
}
