@echo off
rem Runs migrator with the Java of JAVA_HOME, or else of the path. MIGRATOR_JAVA_OPTS are handed to it.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo migrator: no Java found; install a JDK 17 or newer, or set JAVA_HOME 1>&2
    exit /b 2
)
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto %MIGRATOR_JAVA_OPTS% -cp "%home%\lib\*" dev.migrator.cli.Main %*
exit /b %errorlevel%
