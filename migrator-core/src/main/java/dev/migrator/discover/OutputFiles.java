// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/** Notes which class file comes from which source. */
final class OutputFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final CompiledFolder result;
    private final Map<Path, Source> sources = new HashMap<>();

    OutputFiles(StandardJavaFileManager files, CompiledFolder result, List<Source> sources) {
        super(files);
        this.result = result;
        for (Source source : sources) {
            this.sources.put(source.file().toAbsolutePath().normalize(), source);
            result.hashes().put(source.name(), source.hash());
        }
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            JavaFileManager.Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling)
            throws IOException {
        if (sibling != null) {
            Source source = sources.get(Path.of(sibling.toUri()).normalize());
            if (source != null) {
                result.classes()
                        .computeIfAbsent(source.name(), name -> new ArrayList<>())
                        .add(className.replace('.', '/') + kind.extension);
            }
        }
        return super.getJavaFileForOutput(location, className, kind, sibling);
    }
}
