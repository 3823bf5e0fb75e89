import java.util.List;
import java.util.function.Supplier;

/** Compiled by javac 17 and 25 for Java 17: lambdas in lambdas, which the two number differently. */
public class Lambdas {

    public String upgrade(List<String> names) {
        Runnable outer = () -> {
            Runnable inner = () -> names.forEach(name -> System.out.println(name.toString()));
            inner.run();
            Supplier<String> other = () -> "other " + names;
            System.out.println(other.get());
        };
        outer.run();
        return names.toString();
    }
}
