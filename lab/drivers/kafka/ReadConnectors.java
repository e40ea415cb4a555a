import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Reads the settings of connectors as Connect does: Jackson takes the JSON apart, and ConfigTransformer fills in what each
 * provider of the worker has. Arguments: files. For each it prints a line of JSON: the settings, with "filled in" in place of
 * what a provider gives. It runs from its source: the classes come from the class path.
 */
public class ReadConnectors {
  public static void main(String[] files) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<String, ConfigProvider> providers = Map.of("dir", new Filled(), "file", new Filled(), "env", new Filled());
    ConfigTransformer transformer = new ConfigTransformer(providers);
    for (String file : files) {
      Map<String, String> settings = json.readValue(new File(file), new TypeReference<Map<String, String>>() {});
      System.out.println(json.writeValueAsString(transformer.transform(settings).data()));
    }
  }

  /** A provider that has a value for every key. */
  private static class Filled implements ConfigProvider {
    @Override
    public ConfigData get(String path) {
      return new ConfigData(Map.of());
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
      Map<String, String> values = new HashMap<>();
      for (String key : keys) values.put(key, "filled in");
      return new ConfigData(values);
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
  }
}
