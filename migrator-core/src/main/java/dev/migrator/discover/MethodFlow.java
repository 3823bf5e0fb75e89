// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.CallSite;
import dev.migrator.revision.CallSite.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** How a method goes on after each of its calls. Not thread-safe while it is visited, immutable afterwards. */
final class MethodFlow extends MethodVisitor {

    /** What sends statements, and so gives or takes the answers to them. */
    private static final List<String> SENDERS = List.of("org/jooq/", "java/sql/");

    private static final Set<String> CATCH_ALL =
            Set.of("java/lang/Throwable", "java/lang/Exception", "java/lang/RuntimeException");
    private static final List<String> OF_DATABASES = List.of("java/sql/", "org/jooq/", "org/postgresql/");

    private final IntSupplier offset;
    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Label, Integer> labels = new HashMap<>();
    private final List<Guard> guards = new ArrayList<>();
    private boolean handsNumbersOn;

    MethodFlow(IntSupplier offset) {
        super(Opcodes.ASM9);
        this.offset = offset;
    }

    /** An instruction, where it may jump to, and of a call whose method it calls and with what type that answers. */
    private record Instruction(
            int opcode,
            List<Label> targets,
            String owner,
            @Nullable Type answer) {

        boolean isReturn() {
            return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
        }

        boolean goesOn() {
            return !isReturn()
                    && opcode != Opcodes.ATHROW
                    && opcode != Opcodes.GOTO
                    && opcode != Opcodes.TABLESWITCH
                    && opcode != Opcodes.LOOKUPSWITCH;
        }

        /** Makes an object of a number, or another type of an object, and looks at neither. */
        boolean wraps() {
            return opcode == Opcodes.CHECKCAST
                    || (opcode == Opcodes.INVOKESTATIC
                            && (owner.equals("java/lang/Integer") || owner.equals("java/lang/Long"))
                            && answer != null
                            && answer.getSort() == Type.OBJECT);
        }
    }

    private record Guard(
            Label start, Label end, Label handler, @Nullable String type) {

        boolean catchesFailures() {
            String caught = type;
            return caught == null
                    || CATCH_ALL.contains(caught)
                    || OF_DATABASES.stream().anyMatch(caught::startsWith);
        }
    }

    /** Gives what becomes of the call at an offset of the method's code. */
    CallSite at(int callOffset) {
        Integer place = places.get(callOffset);
        return place == null ? CallSite.UNKNOWN : new CallSite(answer(place), isCaught(place));
    }

    private Answer answer(int place) {
        Instruction call = instructions.get(place);
        Type type = call.answer();
        if (type == null || (handsNumbersOn && SENDERS.stream().noneMatch(call.owner()::startsWith))) {
            return Answer.USED;
        }
        // Whether there are rows is known from the text.
        if (type.getSort() == Type.VOID || type.getSort() == Type.BOOLEAN) {
            return Answer.DROPPED;
        }
        int next = place + 1;
        while (next < instructions.size() && instructions.get(next).wraps()) {
            next++;
        }
        if (next == instructions.size()) {
            return Answer.USED;
        }
        int opcode = instructions.get(next).opcode();
        return opcode == Opcodes.POP || opcode == Opcodes.POP2
                ? Answer.DROPPED
                : instructions.get(next).isReturn() ? Answer.RETURNED : Answer.USED;
    }

    private boolean isCaught(int place) {
        return guards.stream()
                .anyMatch(guard -> guard.catchesFailures()
                        && place(guard.start()) <= place
                        && place < place(guard.end())
                        && mayReturn(place(guard.handler())));
    }

    /** A handler that only cleans up ends with what it caught. */
    private boolean mayReturn(int handler) {
        BitSet seen = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(handler));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (next < instructions.size() && !seen.get(next)) {
                seen.set(next);
                Instruction instruction = instructions.get(next);
                if (instruction.isReturn()) {
                    return true;
                }
                instruction.targets().forEach(target -> open.add(place(target)));
                if (instruction.goesOn()) {
                    open.add(next + 1);
                }
            }
        }
        return false;
    }

    private int place(Label label) {
        return labels.getOrDefault(label, instructions.size());
    }

    private void add(int opcode, Label... targets) {
        add(new Instruction(opcode, List.of(targets), "", null));
    }

    private void add(Instruction instruction) {
        places.put(offset.getAsInt(), instructions.size());
        instructions.add(instruction);
    }

    @Override
    public void visitLabel(Label label) {
        labels.put(label, instructions.size());
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        guards.add(new Guard(start, end, handler, type));
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        add(new Instruction(opcode, List.of(), owner, Type.getReturnType(descriptor)));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        handsNumbersOn |=
                Stream.of(arguments).anyMatch(argument -> argument instanceof Handle method && countsRows(method))
                        && Stream.of(arguments)
                                .anyMatch(argument -> argument instanceof Type type
                                        && type.getSort() == Type.METHOD
                                        && type.getReturnType().getSort() != Type.VOID);
        add(new Instruction(Opcodes.INVOKEDYNAMIC, List.of(), "", Type.getReturnType(descriptor)));
    }

    private static boolean countsRows(Handle method) {
        int answer = Type.getReturnType(method.getDesc()).getSort();
        return SENDERS.stream().anyMatch(method.getOwner()::startsWith)
                && (answer == Type.INT || answer == Type.LONG || answer == Type.ARRAY);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        add(opcode, label);
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... targets) {
        add(
                Opcodes.TABLESWITCH,
                Stream.concat(Stream.of(otherwise), Stream.of(targets)).toArray(Label[]::new));
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
        add(
                Opcodes.LOOKUPSWITCH,
                Stream.concat(Stream.of(otherwise), Stream.of(targets)).toArray(Label[]::new));
    }

    @Override
    public void visitInsn(int opcode) {
        add(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        add(opcode);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        add(opcode);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        add(opcode);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        add(opcode);
    }

    @Override
    public void visitLdcInsn(Object value) {
        add(Opcodes.LDC);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        add(Opcodes.IINC);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        add(Opcodes.MULTIANEWARRAY);
    }
}
