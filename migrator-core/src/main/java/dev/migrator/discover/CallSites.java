// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.CallSite;
import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.StackFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds out from class files what callers do with what their calls give them; each class is read once. Thread-safe. */
public final class CallSites implements CallSite.Reader {

    private final Map<Class<?>, Map<String, MethodFlow>> read = new ConcurrentHashMap<>();

    @Override
    public CallSite at(StackFrame frame) {
        MethodFlow method = read.computeIfAbsent(frame.getDeclaringClass(), CallSites::methods)
                .get(frame.getMethodName() + frame.getDescriptor());
        return method == null ? CallSite.UNKNOWN : method.at(frame.getByteCodeIndex());
    }

    private static Map<String, MethodFlow> methods(Class<?> type) {
        String resource = type.getName().replace('.', '/') + ".class";
        ClassLoader loader = type.getClassLoader();
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            return in == null ? Map.of() : new Offsets(in.readAllBytes()).methods();
        } catch (IOException | IllegalArgumentException unreadable) {
            // ASM throws the latter at classes of a Java that is newer than itself.
            return Map.of();
        }
    }

    /**
     * Knows where the instruction stands that is visited, since a frame knows only that. ASM is loaded where a class is read,
     * and not before.
     */
    private static final class Offsets extends ClassReader {

        private int offset;

        Offsets(byte[] classFile) {
            super(classFile);
        }

        Map<String, MethodFlow> methods() {
            Map<String, MethodFlow> methods = new HashMap<>();
            accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access,
                                String name,
                                String descriptor,
                                @Nullable String signature,
                                String @Nullable [] exceptions) {
                            MethodFlow method = new MethodFlow(() -> offset);
                            methods.put(name + descriptor, method);
                            return method;
                        }
                    },
                    ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return methods;
        }

        @Override
        protected void readBytecodeInstructionOffset(int bytecodeOffset) {
            offset = bytecodeOffset;
        }
    }
}
