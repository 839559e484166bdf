/** The worker of the playground: answers one question after the other, so that the page never waits. */
import { reasonOf } from '../../../../sdk/thrown.ts';
import { checkText } from './check-text.ts';
import { convertText } from './convert-text.ts';
import type { Answers, NumberedAnswer, NumberedQuestion, Question } from './messages.ts';

/** Writing programs needs the tables of all builders, which are loaded when somebody asks for a program. */
async function answer(question: Question): Promise<Answers[keyof Answers]> {
  switch (question.kind) {
    case 'check':
      return checkText(question.text, question.settings);
    case 'convert':
      return convertText(question.text);
    case 'program': {
      const { writeProgram } = await import('./write-program.ts');
      return writeProgram(question.text);
    }
  }
}

async function reply({ number, question }: NumberedQuestion): Promise<NumberedAnswer> {
  try {
    return { number, answer: await answer(question) };
  } catch (error) {
    return { number, failure: reasonOf(error) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<NumberedQuestion>) => {
  void reply(data).then((result) => self.postMessage(result));
});
