/** Kafka 4's logging (Log4j 2): everything to standard output, since the file system of the pod is read-only. */
export const log4j2 = `# Everything goes to standard output: the pod's file system is read-only, and kubectl logs reads it from there.
status=error
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=[%d] %p %m (%c{1})%n
rootLogger.level=info
rootLogger.appenderRef.console.ref=console
`;

/** Logging of Kafka 3.9 and ZooKeeper (Log4j 1, as reload4j). */
export const log4j1 = `# Everything goes to standard output: the pod's file system is read-only, and kubectl logs reads it from there.
log4j.rootLogger=INFO, console
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=[%d] %p %m (%c{1})%n
`;

/** Logging of Connect's workers: that of Kafka 4, without a line for every request of a probe. */
export const workerLog4j2 = `${log4j2}logger.rest.name=org.apache.kafka.connect.runtime.rest.RestServer
logger.rest.level=warn
`;
