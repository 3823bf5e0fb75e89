// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.discover.MethodText.Line;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes down what a class does, and nothing of how its compiler happened to put it into the class file: no debug
 * information, frames, annotations or generics, fields and methods by name, a lambda where it is used. Not thread-safe.
 */
final class ClassText extends ClassVisitor {

    private static final int OFFSET_OF_VERSIONS = 44;
    private static final String LAMBDA = "lambda$";

    private final Map<String, String> fields = new TreeMap<>();
    private final Map<String, MethodText> methods = new TreeMap<>();
    private final Set<String> nested = new TreeSet<>();
    private String name = "";
    private String head = "";
    private int release;
    private boolean hasInstancesOfOuter;

    private ClassText() {
        super(Opcodes.ASM9);
    }

    static ClassText of(byte[] classFile) {
        ClassText text = new ClassText();
        new ClassReader(classFile).accept(text, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return text;
    }

    /** The version of Java that it was compiled for. */
    int release() {
        return release;
    }

    /** The internal names of classes that are nested somewhere in this one. */
    Set<String> nested() {
        return nested;
    }

    /** Whether it holds what javac 17 and 25 write differently for one release of Java. */
    boolean varies() {
        return hasInstancesOfOuter || methods.values().stream().anyMatch(MethodText::switchesOverEnum);
    }

    /** Whether what it does may depend on when and where it runs. */
    boolean isOfTheMoment() {
        return methods.values().stream().anyMatch(MethodText::isOfTheMoment);
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String superName,
            String[] interfaces) {
        name = className;
        release = (version & 0xFFFF) - OFFSET_OF_VERSIONS;
        head = "class " + className + " extends " + superName + " implements " + String.join(", ", interfaces);
    }

    @Override
    public void visitNestMember(String member) {
        addNested(member);
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int access) {
        if (addNested(inner) || inner.equals(name)) {
            hasInstancesOfOuter |= outer == null || (access & Opcodes.ACC_STATIC) == 0;
        }
    }

    private boolean addNested(String member) {
        boolean mine = member.startsWith(name + "$");
        if (mine) {
            nested.add(member);
        }
        return mine;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        fields.put(field, isStatic(access) + descriptor + " " + Objects.toString(value, ""));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodText text = new MethodText();
        methods.put((method.startsWith(LAMBDA) ? "" : isStatic(access)) + method + descriptor, text);
        return text;
    }

    private static String isStatic(int access) {
        return (access & Opcodes.ACC_STATIC) == 0 ? "" : "static ";
    }

    /** Writes it, after the whole class was visited. */
    void writeTo(StringBuilder out) {
        out.append(head).append('\n');
        fields.forEach((field, text) ->
                out.append("field ").append(field).append(' ').append(text).append('\n'));
        methods.forEach((method, text) -> {
            if (!method.startsWith(LAMBDA)) {
                out.append("method ").append(method).append('\n');
                write(text, out, new HashSet<>());
            }
        });
    }

    private void write(MethodText method, StringBuilder out, Set<String> inside) {
        for (Line line : method.lines()) {
            if (line instanceof Line.Text text) {
                out.append(text.text()).append('\n');
            } else if (line instanceof Line.Place place) {
                out.append(method.name(place)).append(method.name(place).isEmpty() ? "" : "\n");
            } else if (line instanceof Line.Reference reference) {
                write(reference.method(), out, inside);
            }
        }
    }

    private void write(Handle handle, StringBuilder out, Set<String> inside) {
        String key = handle.getName() + handle.getDesc();
        MethodText lambda = handle.getOwner().equals(name) && key.startsWith(LAMBDA) ? methods.get(key) : null;
        if (lambda == null || !inside.add(key)) {
            out.append("reference ")
                    .append(MethodText.method(handle.getOwner(), handle.getName(), handle.getDesc()))
                    .append('\n');
            return;
        }
        out.append("lambda ").append(handle.getDesc()).append(" {\n");
        write(lambda, out, inside);
        out.append("}\n");
        inside.remove(key);
    }
}
