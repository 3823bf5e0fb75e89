// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes down the instructions of a method. What every object has is written without the type that a compiler names for it,
 * since javac 17 and 25 name different ones. Not thread-safe.
 */
final class MethodText extends MethodVisitor {

    private static final Set<String> OF_EVERY_OBJECT = Set.of(
            "getClass()Ljava/lang/Class;",
            "toString()Ljava/lang/String;",
            "hashCode()I",
            "equals(Ljava/lang/Object;)Z");

    /** What tells something else at another time, in another run or on another machine. */
    private static final Map<String, Set<String>> OF_THE_MOMENT = Map.ofEntries(
            Map.entry("java/lang/System", Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty")),
            Map.entry("java/lang/Math", Set.of("random")),
            Map.entry("java/util/UUID", Set.of("randomUUID")),
            Map.entry("java/util/Calendar", Set.of("getInstance")),
            Map.entry("java/util/Date", Set.of("<init>")),
            Map.entry("java/util/GregorianCalendar", Set.of("<init>")),
            Map.entry("java/util/Random", Set.of("<init>")),
            Map.entry("java/util/SplittableRandom", Set.of("<init>")),
            Map.entry("java/security/SecureRandom", Set.of("<init>", "getInstanceStrong")),
            Map.entry("java/util/concurrent/ThreadLocalRandom", Set.of("current")),
            Map.entry("java/net/InetAddress", Set.of("getLocalHost")));

    private static final String TIME = "java/time/";

    private final List<Line> lines = new ArrayList<>();
    private final Map<Label, String> labels = new HashMap<>();
    private boolean switchesOverEnum;
    private boolean ofTheMoment;

    MethodText() {
        super(Opcodes.ASM9);
    }

    /** What stands on one line. */
    sealed interface Line {
        /** Says what is written. */
        record Text(String text) implements Line {}

        /** Stands for a place that something may jump to. */
        record Place(Label label) implements Line {}

        /** Stands for a method that is handed on; of a lambda, what it does is written here. */
        record Reference(Handle method) implements Line {}
    }

    List<Line> lines() {
        return lines;
    }

    /** Gives the name of a place, where something jumps to it. */
    String name(Line.Place place) {
        return labels.getOrDefault(place.label(), "");
    }

    /** Whether it holds what compilers write in several ways. */
    boolean switchesOverEnum() {
        return switchesOverEnum;
    }

    /** Whether what it does may depend on when and where it runs. */
    boolean isOfTheMoment() {
        return ofTheMoment;
    }

    private void uses(String owner, String name) {
        ofTheMoment |= OF_THE_MOMENT.getOrDefault(owner, Set.of()).contains(name)
                || (owner.startsWith(TIME) && (name.equals("now") || name.startsWith("system")));
    }

    /** Says how a method is called that may be every object's. */
    static String method(String owner, String name, String descriptor) {
        return OF_EVERY_OBJECT.contains(name + descriptor) ? "object " + name : owner + "." + name + descriptor;
    }

    @Override
    public void visitInsn(int opcode) {
        add(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        add(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        add(opcode, variable);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        add(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        switchesOverEnum |= name.startsWith("$SwitchMap$");
        add(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        switchesOverEnum |= name.equals("ordinal") && descriptor.equals("()I");
        uses(owner, name);
        if (opcode == Opcodes.INVOKESPECIAL) {
            add(opcode, owner, name, descriptor);
        } else {
            String called = method(owner, name, descriptor);
            add(called.startsWith("object ") ? "call" : opcode, called);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        add("dynamic", name, descriptor, bootstrap.getOwner(), bootstrap.getName());
        for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
                uses(handle.getOwner(), handle.getName());
                lines.add(new Line.Reference(handle));
            } else {
                visitLdcInsn(argument);
            }
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        add(opcode, place(label));
    }

    @Override
    public void visitLabel(Label label) {
        lines.add(new Line.Place(label));
    }

    @Override
    public void visitLdcInsn(Object value) {
        add("constant", value.getClass().getSimpleName(), value);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        add("increment", variable, increment);
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... targets) {
        add("table", least, most, place(otherwise), places(targets));
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
        add("lookup", place(otherwise), Arrays.toString(keys), places(targets));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        add("arrays", descriptor, dimensions);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        add("try", place(start), place(end), place(handler), type == null ? "" : type);
    }

    private void add(Object... words) {
        StringBuilder text = new StringBuilder();
        for (Object word : words) {
            String written = word.toString();
            text.append(written.length()).append(':').append(written).append(' ');
        }
        lines.add(new Line.Text(text.toString()));
    }

    private String places(Label[] targets) {
        StringBuilder text = new StringBuilder();
        for (Label target : targets) {
            text.append(place(target)).append(' ');
        }
        return text.toString();
    }

    private String place(Label label) {
        return labels.computeIfAbsent(label, unnamed -> "place " + labels.size());
    }
}
