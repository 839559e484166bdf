import { testConsumer } from '../support/consumer.ts';

testConsumer('5.9');
