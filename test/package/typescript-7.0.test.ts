import { testConsumer } from '../support/consumer.ts';

testConsumer('7.0');
