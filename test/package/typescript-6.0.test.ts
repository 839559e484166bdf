import { testConsumer } from '../support/consumer.ts';

testConsumer('6.0');
