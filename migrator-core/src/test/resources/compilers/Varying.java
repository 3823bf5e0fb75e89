import java.lang.annotation.ElementType;

/** Compiled by javac 17 and 25 for Java 17: a local class, an anonymous one, and a switch over an enum of its own. */
public class Varying {

    private enum Way {
        UP,
        DOWN
    }

    public String upgrade(int number) {
        class Local {
            int twice() {
                return 2 * number;
            }
        }
        Runnable anonymous = new Runnable() {
            @Override
            public void run() {
                System.out.println(number);
            }
        };
        anonymous.run();
        return switch (Way.values()[new Local().twice() % 2]) {
            case UP -> "up";
            case DOWN -> ElementType.FIELD.toString();
        };
    }
}
