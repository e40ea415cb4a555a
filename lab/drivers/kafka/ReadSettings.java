import java.io.FileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads settings with the class of the program that reads them when it starts, without starting it.
 * Arguments: a class and a file, in turn. For each it prints a line: "taken" or why not, and then key and value as Java
 * understood them, separated by tabs. It runs from its source: the classes come from the class path.
 */
public class ReadSettings {
  public static void main(String[] words) throws Exception {
    for (int at = 0; at + 1 < words.length; at += 2) {
      Properties settings = new Properties();
      try (FileReader file = new FileReader(words[at + 1])) {
        settings.load(file);
      }
      StringBuilder line = new StringBuilder(verdict(words[at], settings));
      for (Map.Entry<Object, Object> entry : new TreeMap<>(settings).entrySet())
        line.append('\t').append(entry.getKey()).append('\t').append(entry.getValue());
      System.out.println(line);
    }
  }

  private static String verdict(String name, Properties settings) throws Exception {
    Class<?> reader = Class.forName(name);
    try {
      switch (name) {
        case "kafka.server.KafkaConfig":
          reader.getMethod("fromProps", Properties.class).invoke(null, settings);
          break;
        case "org.apache.zookeeper.server.quorum.QuorumPeerConfig":
          reader.getMethod("parseProperties", Properties.class)
              .invoke(reader.getConstructor().newInstance(), settings);
          break;
        default:
          reader.getConstructor(Map.class).newInstance(settings);
      }
      return "taken";
    } catch (java.lang.reflect.InvocationTargetException refusal) {
      return String.valueOf(refusal.getCause()).replaceAll("\\s+", " ");
    }
  }
}
